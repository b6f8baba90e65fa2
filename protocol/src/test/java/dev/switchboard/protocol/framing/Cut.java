package dev.switchboard.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.SplitHarness;
import dev.switchboard.protocol.SplitHarness.Way;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a framing makes of a stream: the messages, one character a byte, and why the conversation ended.
record Cut(List<String> messages, @Nullable CloseReason reason) {
    /// The stream cut under every split, with the same result for all.
    static Cut of(Framing framing, int messageBytesMax, String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
        return SplitHarness.everySplit(bytes, way -> one(framing, messageBytesMax, way));
    }

    /// The stream cut under one split.
    static Cut one(Framing framing, int messageBytesMax, Way way) {
        Collector session = new Collector(framing.cutter(messageBytesMax));
        CloseReason reason = way.open(session).receive(way.pieces()).endInput().reason();
        return new Cut(session.messages, reason);
    }

    /// A stream that ended in good order.
    static Cut orderly(String... messages) {
        return new Cut(List.of(messages), CloseReason.PEER_CLOSED);
    }

    /// A stream that ended with a fault.
    static Cut fault(CloseReason reason, String... messages) {
        return new Cut(List.of(messages), reason);
    }

    private static final class Collector implements Session, MessageSink {
        final List<String> messages = new ArrayList<>();
        private final Cutter cutter;

        Collector(Cutter cutter) {
            this.cutter = cutter;
        }

        @Override
        public void received(ByteBuffer bytes, Turn turn) {
            int limit = bytes.limit();
            CloseReason fault = cutter.cut(bytes, this, turn);
            if (fault == null) {
                assertThat(bytes.position()).as("input is consumed").isEqualTo(limit);
                assertThat(bytes.limit()).as("the input's limit stays").isEqualTo(limit);
            } else {
                turn.close(fault);
            }
        }

        @Override
        public void inputEnded(Turn turn) {
            CloseReason fault = cutter.end(this, turn);
            turn.close(fault == null ? CloseReason.PEER_CLOSED : fault);
        }

        /// Leaves the payload in a different state from message to message, as it may.
        @Override
        public void message(ByteBuffer payload, Turn turn) {
            byte[] bytes = new byte[payload.remaining()];
            payload.duplicate().get(bytes);
            messages.add(new String(bytes, StandardCharsets.ISO_8859_1));
            switch (messages.size() % 3) {
                case 0 -> payload.clear();
                case 1 -> payload.limit(payload.position());
                default -> {} // not even looked at
            }
        }
    }
}
