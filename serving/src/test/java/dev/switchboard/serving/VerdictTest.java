package dev.switchboard.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two directions, one reason, in whatever order they find out.
class VerdictTest {
    private final Verdict verdict = new Verdict();

    @Test
    @Tag("T1")
    void anOrderlyEndAndThenAFailedSendIsPeerClosed() {
        verdict.endOfStream();
        verdict.failed(Fault.BROKEN_PIPE);
        assertThat(verdict.reason()).isEqualTo(CloseReason.PEER_CLOSED);
    }

    @Test
    void aResetThatTheWriterSawOutranksTheEndThatTheReaderSaw() {
        verdict.endOfStream();
        verdict.decide(CloseReason.PEER_CLOSED);
        verdict.failed(Fault.RESET);
        assertThat(verdict.reason()).isEqualTo(CloseReason.PEER_RESET);
    }

    @Test
    void aResetThatTheReaderSawOutranksTheWritersBrokenPipe() {
        verdict.failed(Fault.BROKEN_PIPE);
        verdict.failed(Fault.RESET);
        assertThat(verdict.reason()).isEqualTo(CloseReason.PEER_RESET);
    }

    @Test
    void whatTheServerDecidedStands() {
        verdict.decide(CloseReason.IDLE);
        verdict.failed(Fault.RESET);
        verdict.decide(CloseReason.SERVER_STOPPED);
        assertThat(verdict.reason()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void aPeerThatHalfClosedAndThenVanishedHasVanished() {
        verdict.endOfStream();
        verdict.failed(Fault.VANISHED);
        assertThat(verdict.reason()).isEqualTo(CloseReason.PEER_VANISHED);
    }

    @Test
    void anUnknownFailureIsOurs() {
        verdict.failed(Fault.OTHER);
        assertThat(verdict.reason()).isEqualTo(CloseReason.ERROR);
    }

    @Test
    void onlyAResetOrASilentPeerIsACut() {
        verdict.endOfStream();
        verdict.failed(Fault.BROKEN_PIPE);
        assertThat(verdict.isCut()).isFalse();
        verdict.failed(Fault.RESET);
        assertThat(verdict.isCut()).isTrue();
    }
}
