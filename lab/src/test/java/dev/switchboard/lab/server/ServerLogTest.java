package dev.switchboard.lab.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLogTest {
    private static final Party SERVER = new Party("server", Party.Side.SERVER);

    private final Recorder recorder = new Recorder();
    private final ServerLog log = new ServerLog(SERVER, recorder);

    @Test
    void aCallThatBeganAndEndedIsOneCallOfTheRun() {
        log.take("call began id=7 nanos=" + at(5) + " thread=serving-1 call=recv peer=127.0.0.1:50123");
        log.take("call ended id=7 nanos=" + at(9) + " result=0 (end)");
        assertThat(entries())
                .containsExactly(new Entry.Call(5, SERVER, "127.0.0.1:50123", "serving-1", "recv", "", 9, "0 (end)"));
    }

    @Test
    void aResultMayHoldSpacesAndEqualsSigns() {
        log.take("call began id=7 nanos=" + at(5) + " thread=t call=accept local=127.0.0.1:2012");
        log.take("call ended id=7 nanos=" + at(9) + " result=peer=127.0.0.1:50123 as fd 5");
        assertThat(recorder.recorded().calls(SERVER, "accept")).singleElement().satisfies(call -> {
            assertThat(call.socket()).isEqualTo("127.0.0.1:2012");
            assertThat(call.result()).isEqualTo("peer=127.0.0.1:50123 as fd 5");
        });
    }

    @Test
    void aCallThatOnlyBeganHasNotReturned() {
        log.take("call began id=7 nanos=" + at(5) + " thread=t call=recv peer=127.0.0.1:50123");
        assertThat(recorder.recorded().calls(SERVER, "recv")).singleElement().matches(call -> !call.hasReturned());
    }

    @Test
    void anEndThatNeverBeganIsNoCall() {
        log.take("call ended id=8 nanos=" + at(9) + " result=13");
        assertThat(entries()).isEmpty();
    }

    @Test
    void twoServersOfOneNameMayUseTheSameIds() {
        ServerLog second = new ServerLog(SERVER, recorder);
        log.take("call began id=1 nanos=" + at(1) + " thread=t call=recv peer=127.0.0.1:1");
        second.take("call began id=1 nanos=" + at(2) + " thread=t call=recv peer=127.0.0.1:2");
        log.take("call ended id=1 nanos=" + at(3) + " result=first");
        second.take("call ended id=1 nanos=" + at(4) + " result=second");
        assertThat(recorder.recorded().calls(SERVER, "recv"))
                .extracting(Entry.Call::result)
                .containsExactly("first", "second");
    }

    @Test
    void everyOtherLineIsKeptAsItWasSaid() {
        String line = "connection closed peer=127.0.0.1:50123 reason=peer-reset";
        log.take(line);
        assertThat(entries()).singleElement().isInstanceOfSatisfying(Entry.Said.class, said -> {
            assertThat(said.party()).isEqualTo(SERVER);
            assertThat(said.line()).isEqualTo(line);
        });
        assertThat(log.lastLine()).isEqualTo(line);
    }

    private List<Entry> entries() {
        return recorder.recorded().entries();
    }

    /// The clock's reading at a time of the run.
    private long at(long nanos) {
        return recorder.originNanos() + nanos;
    }
}
