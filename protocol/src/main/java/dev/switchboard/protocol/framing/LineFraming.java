package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// `line`: a message goes up to LF; a CR before it belongs to the line end. A last line without LF, ended by the
/// stream's end, is a message. Replies end in LF.
public record LineFraming() implements Framing {
    @Override
    public Cutter cutter(int messageBytesMax) {
        return new LineCutter(messageBytesMax);
    }

    @Override
    public void writeTail(Turn turn) {
        turn.write((byte) '\n');
    }

    private static final class LineCutter implements Cutter {
        private final int lineBytesMax;
        private final PartialMessage partial = new PartialMessage();

        LineCutter(int lineBytesMax) {
            this.lineBytesMax = lineBytesMax;
        }

        @Override
        public @Nullable CloseReason cut(ByteBuffer bytes, MessageSink sink, Turn turn) {
            int limit = bytes.limit();
            for (int end = indexOfLf(bytes, bytes.position()); end >= 0; end = indexOfLf(bytes, end + 1)) {
                bytes.limit(end);
                CloseReason fault = partial.isEmpty() ? whole(bytes, sink, turn) : completed(bytes, sink, turn);
                if (fault != null) {
                    return fault;
                }
                bytes.limit(limit).position(end + 1);
            }
            if (!mayFit(bytes)) {
                return CloseReason.LIMIT;
            }
            partial.append(bytes);
            return null;
        }

        @Override
        public @Nullable CloseReason end(MessageSink sink, Turn turn) {
            return partial.isEmpty() ? null : partialDone(sink, turn);
        }

        private @Nullable CloseReason whole(ByteBuffer line, MessageSink sink, Turn turn) {
            int end = line.limit();
            if (end > line.position() && line.get(end - 1) == '\r') {
                line.limit(end - 1);
            }
            if (line.remaining() > lineBytesMax) {
                return CloseReason.LIMIT;
            }
            sink.message(line, turn);
            return null;
        }

        private @Nullable CloseReason completed(ByteBuffer rest, MessageSink sink, Turn turn) {
            if (!mayFit(rest)) {
                return CloseReason.LIMIT;
            }
            partial.append(rest);
            return partialDone(sink, turn);
        }

        /// One byte more than the limit is let in, for it may be the CR of the line end.
        private boolean mayFit(ByteBuffer more) {
            return more.remaining() - 1 <= lineBytesMax - partial.length();
        }

        private @Nullable CloseReason partialDone(MessageSink sink, Turn turn) {
            int cr = partial.last() == '\r' ? 1 : 0;
            if (partial.length() - cr > lineBytesMax) {
                return CloseReason.LIMIT;
            }
            sink.message(partial.payload(cr), turn);
            partial.clear();
            return null;
        }

        private static int indexOfLf(ByteBuffer bytes, int from) {
            for (int i = from, limit = bytes.limit(); i < limit; i++) {
                if (bytes.get(i) == '\n') {
                    return i;
                }
            }
            return -1;
        }
    }
}
