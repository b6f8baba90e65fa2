package dev.switchboard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a run makes of an experiment, whatever becomes of it.
class LabTest {
    @Test
    void anExperimentThatCannotGoOnKeepsWhatItFound() throws InterruptedException {
        Report report = Played.run(stage -> {
            stage.finding("right", Expected.is("3"), 3);
            throw new LabException("A's recv did not come back within 30 s");
        });
        assertThat(report.findings()).hasSize(2);
        Finding last = report.findings().getLast();
        assertThat(last.outcome()).isEqualTo(Finding.Outcome.OTHERWISE);
        assertThat(last.observed()).isEqualTo("A's recv did not come back within 30 s");
    }

    @Test
    void nothingIsLeftOfARunAlsoWhenOneThingCannotBeClosed() throws InterruptedException {
        AtomicLong pid = new AtomicLong();
        AtomicBoolean closed = new AtomicBoolean();
        assertThat(catchThrowable(() -> Played.run(stage -> {
                    stage.keep(() -> closed.set(true));
                    Peer peer = stage.client("A");
                    pid.set(peer.pid());
                    stage.keep(() -> {
                        throw new IllegalStateException("stuck");
                    });
                })))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("stuck");
        assertThat(closed).isTrue();
        assertThat(ProcessHandle.of(pid.get()).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
