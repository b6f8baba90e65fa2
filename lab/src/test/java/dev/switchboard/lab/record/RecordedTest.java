package dev.switchboard.lab.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.posix.TcpState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedTest {
    private static final Party SERVER = new Party("server", Party.Side.SERVER);
    private static final Party OTHER = new Party("other", Party.Side.SERVER);
    private static final InetSocketAddress LISTENING = address("127.0.0.1", 2012);
    private static final InetSocketAddress NEAR = address("127.0.0.1", 50123);
    private static final InetSocketAddress FAR = address("127.0.0.1", 50124);
    private static final InetSocketAddress ANYBODY = address("0.0.0.0", 0);

    private final Recorded recorded = new Recorded(List.of(
            kernel(1, LISTENING, ANYBODY, TcpState.LISTEN, 0),
            kernel(2, LISTENING, NEAR, TcpState.ESTABLISHED, 0),
            kernel(3, LISTENING, FAR, TcpState.SYN_RECV, 0),
            kernel(4, LISTENING, NEAR, TcpState.ESTABLISHED, 13),
            new Entry.Segment(5, NEAR, LISTENING, "PSH ACK", 13),
            new Entry.Segment(6, LISTENING, NEAR, "ACK", 0),
            kernel(7, LISTENING, ANYBODY, TcpState.LISTEN, 1),
            kernel(8, LISTENING, NEAR, TcpState.CLOSE_WAIT, 13),
            kernel(9, LISTENING, NEAR, null, 0),
            new Entry.Said(10, SERVER, "connection closed reason=peer-closed"),
            new Entry.Said(11, OTHER, "connection closed reason=idle")));

    @Test
    void theStatesOfAnEndAreThereOnceInARowWithoutThoseOfOthers() {
        assertThat(recorded.states(LISTENING, NEAR)).containsExactly("ESTABLISHED", "CLOSE_WAIT", "-");
        assertThat(recorded.states(LISTENING, FAR)).containsExactly("SYN_RECV");
        assertThat(recorded.states(NEAR, LISTENING)).isEmpty();
    }

    @Test
    void aStateThatComesAgainIsThereAgain() {
        Recorded again = new Recorded(List.of(
                kernel(1, LISTENING, NEAR, TcpState.ESTABLISHED, 0),
                kernel(2, LISTENING, NEAR, null, 0),
                kernel(3, LISTENING, NEAR, TcpState.ESTABLISHED, 0)));
        assertThat(again.states(LISTENING, NEAR)).containsExactly("ESTABLISHED", "-", "ESTABLISHED");
    }

    @Test
    void theMomentItselfBelongsToWhatIsSinceIt() {
        assertThat(recorded.since(9).entries()).extracting(Entry::nanos).containsExactly(9L, 10L, 11L);
        assertThat(recorded.since(12).entries()).isEmpty();
    }

    @Test
    void theLastWordOfTheKernelIsOfOneEndOnly() {
        assertThat(recorded.last(LISTENING, NEAR)).map(Entry.Kernel::stateText).contains("-");
        assertThat(recorded.since(5).last(LISTENING, FAR)).isEmpty();
        assertThat(recorded.listening(LISTENING))
                .map(Entry.Kernel::receiveQueue)
                .contains(1L);
        assertThat(recorded.listening(NEAR)).isEmpty();
    }

    @Test
    void segmentsHaveADirection() {
        assertThat(recorded.segments(NEAR, LISTENING))
                .extracting(Entry.Segment::flags)
                .containsExactly("PSH ACK");
        assertThat(recorded.segments(LISTENING, NEAR))
                .extracting(Entry.Segment::flags)
                .containsExactly("ACK");
        assertThat(recorded.segments(FAR, LISTENING)).isEmpty();
    }

    @Test
    void whatAPartySaidIsNotWhatAnotherSaid() {
        assertThat(recorded.said(SERVER, "closed"))
                .extracting(Entry.Said::line)
                .containsExactly("connection closed reason=peer-closed");
        assertThat(recorded.said(SERVER, "idle")).isEmpty();
    }

    @Test
    void callsAreFoundByPartyNameAndCondition() {
        Recorded calls = new Recorded(List.of(
                call(1, SERVER, "recv", "13"), call(2, OTHER, "recv", "14"), call(3, SERVER, "recv", "ECONNRESET")));
        assertThat(calls.calls(SERVER, "recv")).extracting(Entry.Call::result).containsExactly("13", "ECONNRESET");
        assertThat(calls.call(SERVER, "recv", Entry.Call::hasFailed))
                .map(Entry.Call::nanos)
                .contains(3L);
        assertThat(calls.call(OTHER, "recv", Entry.Call::hasFailed)).isEmpty();
        assertThat(calls.calls(SERVER, "send")).isEmpty();
    }

    private static Entry.Call call(long nanos, Party party, String name, String result) {
        return new Entry.Call(nanos, party, "s1", "main", name, "", nanos, result);
    }

    private static Entry.Kernel kernel(
            long nanos, InetSocketAddress local, InetSocketAddress peer, @Nullable TcpState state, long in) {
        return new Entry.Kernel(nanos, SERVER, local, peer, state, in, 0, 0);
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
