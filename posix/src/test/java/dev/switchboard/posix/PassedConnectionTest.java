package dev.switchboard.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class PassedConnectionTest {
    @Test
    void aChildServesTheConnectionThatItIsPassed() throws Exception {
        for (String host : new String[] {"127.0.0.1", "::1"}) {
            ControlChannel.Pair pair = ControlChannel.pair();
            ChildProcess child = ChildProcess.spawn(
                    JavaChild.argv(PassedConnectionChild.class), pair.far().fd());
            pair.far().close();
            try (ControlChannel control = pair.near();
                    ReadyWait wait = ReadyWait.open();
                    ListeningSocket listening = ListeningSocket.open(At.address("::", 0), 5)) {
                assertThat(text(control)).isEqualTo("ready");
                try (Socket client = At.connect(host, listening.localAddress().getPort())) {
                    Accepted accepted = requireNonNull(listening.accept());
                    control.send("hello ".getBytes(UTF_8), accepted.fd());
                    Descriptors.close(accepted.fd());
                    client.getOutputStream().write("world".getBytes(UTF_8));
                    assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                            .isEqualTo("hello world");
                }
                assertThat(text(control)).isEqualTo("done");
                wait.add(control.fd());
                assertThat(wait.await(ReadyWait.FOREVER)).containsExactly(control.fd());
                assertThat(control.receive()).isNull();
                assertThat(child.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            }
        }
    }

    private static String text(ControlChannel control) throws PosixException {
        return new String(requireNonNull(control.receive()).bytes(), UTF_8);
    }
}
