package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.Turn;

/// `line`: a message goes up to LF, as [LineCutter] cuts it. Replies end in LF.
public record LineFraming() implements Framing {
    @Override
    public Cutter cutter(int messageBytesMax) {
        return new LineCutter(messageBytesMax, null);
    }

    @Override
    public void writeTail(Turn turn) {
        turn.write((byte) '\n');
    }
}
