package dev.switchboard.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.posix.Errno;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallErrorTest {
    @ParameterizedTest
    @ValueSource(ints = {Errno.ECONNRESET, Errno.EPIPE, Errno.ETIMEDOUT, Errno.EMFILE, Errno.EHOSTUNREACH})
    void whatTheKernelRefusesHasTheNameOfTheManual(int errno) {
        assertThat(CallError.of(new SocketException(Errno.strerrorInLocale(errno))))
                .isEqualTo(Errno.name(errno));
    }

    @Test
    void theJdksOwnWordsForAResetMeanTheSame() {
        assertThat(CallError.of(new SocketException("Connection reset"))).isEqualTo("ECONNRESET");
    }

    @Test
    void whatWeClosedOurselvesIsClosed() throws IOException {
        assertThat(CallError.of(new ClosedChannelException())).isEqualTo("closed");
        assertThat(CallError.of(new AsynchronousCloseException())).isEqualTo("closed");
        assertThat(CallError.of(failureOfAClosedSocket())).isEqualTo("closed");
    }

    @Test
    void anythingElseSpeaksForItself() {
        assertThat(CallError.of(new IOException("no such thing"))).isEqualTo("no such thing");
        assertThat(CallError.of(new IllegalStateException("odd"))).isEqualTo("java.lang.IllegalStateException: odd");
    }

    private static IOException failureOfAClosedSocket() throws IOException {
        try (ServerSocketChannel listening = ServerSocketChannel.open().bind(null);
                SocketChannel channel = SocketChannel.open(listening.getLocalAddress())) {
            channel.socket().close();
            channel.socket().getInputStream().read();
        } catch (IOException e) {
            return e;
        }
        throw new AssertionError("a closed socket was read");
    }
}
