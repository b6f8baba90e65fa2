package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Stage;
import dev.switchboard.lab.experiment.CutCable.Prediction;
import dev.switchboard.lab.kernel.Cable;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The connections over the cable, and what becomes of each once it is cut.
///
/// @param idle keepalive, and nothing is sent
/// @param busy keepalive, and the server goes on sending
/// @param silent no keepalive, but a time limit for silence
/// @param timed TCP_USER_TIMEOUT
/// @param beating the application asks, and waits for the answer
/// @param plain none of these, the server sends
/// @param plainIdle none of these, nothing is sent
record CutConnections(
        ServedEnd idle,
        ServedEnd busy,
        ServedEnd silent,
        Meeting timed,
        Meeting beating,
        Meeting plain,
        Meeting plainIdle) {
    private static final Duration FOUND_WITHIN = Duration.ofSeconds(25);
    private static final int ANSWER_MILLIS = 3000;
    private static final int SENDS = 10;
    private static final int ROOM = 4096;
    private static final String DIGITS = "0123456789";

    void play(Stage stage, Cable cable) throws InterruptedException {
        Pending timedRecv = timed.far().recv(ROOM).awaitWaiting();
        Pending plainRecv = plain.far().recv(ROOM).awaitWaiting();
        Pending plainIdleRecv = plainIdle.far().recv(ROOM).awaitWaiting();
        beating.near().socket().echoAll();
        Prediction.BEAT_BEFORE.observed(stage, beat());
        stage.cut(cable);
        long cut = stage.recorder().now();
        Prediction.USER_SEND.observed(stage, send(timed, DIGITS));
        Prediction.BEAT_SEND.observed(stage, send(beating, "ping"));
        Pending answer = beating.far().poll(ANSWER_MILLIS);
        int taken = 0;
        for (int i = 0; i < SENDS; i++) {
            taken += send(plain, DIGITS).equals("10") ? 1 : 0;
        }
        Prediction.NOTHING_SENDS.observed(stage, taken);
        Prediction.BEAT_ANSWER.observed(stage, answer.get().result());
        Answer timedOut = timedRecv.get();
        Prediction.USER_RECV.observed(stage, timedOut.result());
        Prediction.USER_AFTER.observed(stage, millis(timedOut.endedNanos() - cut));
        stage.recorder().await(FOUND_WITHIN, all -> idle.isClosed(all) && busy.isClosed(all) && silent.isClosed(all));
        ofServer(stage, cut);
        ofNothing(stage, cut, plainRecv, plainIdleRecv);
    }

    /// What comes back when the application asks.
    private String beat() throws InterruptedException {
        send(beating, "ping");
        String came = beating.far().poll(ANSWER_MILLIS).get().result();
        return came.equals("ready") ? beating.far().recv(ROOM).get().text() : came;
    }

    private void ofServer(Stage stage, long cut) {
        Recorded seen = stage.seen();
        Prediction.SILENT_LOG.observed(stage, silent.reason(seen));
        Prediction.SILENT_AFTER.observed(stage, silent.millisToClose(seen, cut));
        Prediction.BUSY_LOG.observed(stage, busy.reason(seen));
        Prediction.BUSY_AFTER.observed(stage, busy.millisToClose(seen, cut));
        Prediction.BUSY_SENDS.observed(stage, busy.sendsTaken(seen, cut));
        Prediction.IDLE_RECV.observed(
                stage, idle.lastRecv(seen).map(Entry.Call::result).orElse("still waits"));
        Prediction.IDLE_LOG.observed(stage, idle.reason(seen));
        Prediction.IDLE_AFTER.observed(stage, idle.millisToClose(seen, cut));
    }

    private void ofNothing(Stage stage, long cut, Pending plainRecv, Pending plainIdleRecv)
            throws InterruptedException {
        Recorded seen = stage.seen();
        String later = TimeUnit.NANOSECONDS.toSeconds(stage.recorder().now() - cut) + " s later: ";
        Prediction.NOTHING_STATE.observed(stage, later + plain.near().serverState(seen));
        Prediction.NOTHING_RETRANSMITS.observed(
                stage,
                seen.last(plain.near().server(), plain.near().client())
                        .map(Entry.Kernel::retransmits)
                        .orElse(0));
        Prediction.NOTHING_RECV.observed(stage, later + came(plainRecv));
        Prediction.NOTHING_IDLE_STATE.observed(stage, later + plainIdle.near().serverState(seen));
        Prediction.NOTHING_IDLE_RECV.observed(stage, later + came(plainIdleRecv));
    }

    private static String came(Pending recv) throws InterruptedException {
        return recv.isDone() ? recv.get().result() : "still waits";
    }

    private static String send(Meeting meeting, String text) throws InterruptedException {
        return meeting.far().send(text).get().result();
    }

    private static String millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    }
}
