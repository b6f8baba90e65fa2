package dev.switchboard.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.posix.Errno;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the JDK's messages say about a peer.
class FaultTest {
    @Test
    void theTextsOfTheJdkAndOfTheCLibraryAreTold() {
        Map<String, Fault> texts = Map.of(
                "Connection reset", Fault.RESET,
                "Connection reset by peer", Fault.RESET,
                "Broken pipe", Fault.BROKEN_PIPE,
                "Connection timed out", Fault.VANISHED,
                "No route to host", Fault.VANISHED,
                "Socket closed", Fault.OTHER);
        texts.forEach((text, fault) ->
                assertThat(Fault.of(new SocketException(text))).as(text).isEqualTo(fault));
        assertThat(Fault.of(new IOException())).isEqualTo(Fault.OTHER);
    }

    @Test
    void theWordsOfTheUsersLanguageAreKnownToo() {
        String pipe = Errno.strerrorInLocale(Errno.EPIPE);
        assertThat(Fault.of(new IOException(pipe))).isEqualTo(Fault.BROKEN_PIPE);
    }
}
