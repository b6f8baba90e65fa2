package dev.switchboard.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final Turn turn = new Turn(64, false);
    private final Conversation conversation = conversation();

    /// Its sessions turn away whoever sends anything.
    private static final class TurnsAway implements Protocol {
        @Override
        public String name() {
            return "turns-away";
        }

        @Override
        public Session open(Peer peer) {
            return new Session() {
                @Override
                public void received(ByteBuffer bytes, Turn turn) {
                    turn.close(CloseReason.LIMIT);
                }

                @Override
                public void inputEnded(Turn turn) {
                    turn.close(CloseReason.PEER_CLOSED);
                }
            };
        }
    }

    private static Conversation conversation() {
        TcpOptions options = new TcpOptions(ADDRESS, Model.SELECT, 1, 1, 1, 0, 0, false, 0, List.of());
        Connections connections = new Connections("turns-away", Model.SELECT, 1, event -> {});
        ListenerContext context = new ListenerContext(
                new TurnsAway(), options, connections, null, new ScheduledThreadPoolExecutor(0), event -> {}, null);
        return new Conversation(connections.describe(ADDRESS, ADDRESS, 1), context, () -> {});
    }

    @Test
    void atAStopThePeerHasTheWholeGraceAlsoWhenNothingIsOwed() {
        long deadline = Time.nanos() + MINUTE_NANOS;
        conversation.opened(turn);
        conversation.stop(deadline, 0, turn);
        assertThat(conversation.paid()).isTrue();
        assertThat(conversation.nextDue()).isEqualTo(deadline);
    }

    @Test
    void aStopGivesNoMoreTimeToAPeerThatWasTurnedAwayBefore() {
        conversation.opened(turn);
        conversation.received(ByteBuffer.wrap(new byte[1]), 0, turn);
        long due = conversation.nextDue();
        assertThat(due).isLessThan(Time.nanos() + MINUTE_NANOS);
        conversation.stop(Time.nanos() + MINUTE_NANOS, 0, turn);
        assertThat(conversation.paid()).isTrue();
        assertThat(conversation.nextDue()).isEqualTo(due);
    }
}
