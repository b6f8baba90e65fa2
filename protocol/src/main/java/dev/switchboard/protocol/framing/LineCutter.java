package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Cuts at LF; a CR before it belongs to the line end. A last line without LF, ended by the stream's end, is a message.
public final class LineCutter implements Cutter {
    private final int lineBytesMax;
    private final @Nullable Consumer<Turn> overlong;
    private final PartialMessage partial = new PartialMessage();
    private boolean skipping;

    /// @param lineBytesMax without the line end
    /// @param overlong told once of each longer line, which is then passed over; null when a longer line is the end
    public LineCutter(int lineBytesMax, @Nullable Consumer<Turn> overlong) {
        this.lineBytesMax = lineBytesMax;
        this.overlong = overlong;
    }

    @Override
    public @Nullable CloseReason cut(ByteBuffer bytes, MessageSink sink, Turn turn) {
        int limit = bytes.limit();
        for (int end = LineEnds.indexOfLf(bytes, bytes.position());
                end >= 0;
                end = LineEnds.indexOfLf(bytes, end + 1)) {
            bytes.limit(end);
            CloseReason fault = skipping ? null : line(bytes, sink, turn);
            skipping = false;
            if (fault != null) {
                return fault;
            }
            bytes.limit(limit).position(end + 1);
        }
        return unfinished(bytes, turn);
    }

    private @Nullable CloseReason line(ByteBuffer bytes, MessageSink sink, Turn turn) {
        boolean fits = partial.isEmpty() ? whole(bytes, sink, turn) : completed(bytes, sink, turn);
        return fits ? null : tooLong(turn);
    }

    private @Nullable CloseReason unfinished(ByteBuffer bytes, Turn turn) {
        if (!skipping && !mayFit(bytes)) {
            skipping = true;
            CloseReason fault = tooLong(turn);
            if (fault != null) {
                return fault;
            }
        }
        if (skipping) {
            bytes.position(bytes.limit());
        } else {
            partial.append(bytes);
        }
        return null;
    }

    @Override
    public @Nullable CloseReason end(MessageSink sink, Turn turn) {
        return partial.isEmpty() || partialDone(sink, turn) ? null : tooLong(turn);
    }

    private @Nullable CloseReason tooLong(Turn turn) {
        partial.clear();
        if (overlong == null) {
            return CloseReason.LIMIT;
        }
        overlong.accept(turn);
        return null;
    }

    private boolean whole(ByteBuffer line, MessageSink sink, Turn turn) {
        int end = line.limit();
        if (end > line.position() && line.get(end - 1) == '\r') {
            line.limit(end - 1);
        }
        if (line.remaining() > lineBytesMax) {
            return false;
        }
        sink.message(line, turn);
        return true;
    }

    private boolean completed(ByteBuffer rest, MessageSink sink, Turn turn) {
        if (!mayFit(rest)) {
            return false;
        }
        partial.append(rest);
        return partialDone(sink, turn);
    }

    /// One byte more than the limit is let in, for it may be the CR of the line end.
    private boolean mayFit(ByteBuffer more) {
        return more.remaining() - 1 <= lineBytesMax - partial.length();
    }

    private boolean partialDone(MessageSink sink, Turn turn) {
        int cr = partial.last() == '\r' ? 1 : 0;
        if (partial.length() - cr > lineBytesMax) {
            return false;
        }
        sink.message(partial.payload(cr), turn);
        partial.clear();
        return true;
    }
}
