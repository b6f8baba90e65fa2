package dev.switchboard.protocol.relp;

import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;

/// Takes frames as a [FrameReader] finds them.
interface FrameSink {
    /// One whole frame.
    ///
    /// @param number the transaction number, 0 to 999,999,999
    /// @param command as [FrameReader#command] packs it, or [FrameReader#LONG_COMMAND]
    /// @param data valid during the call only
    void frame(int number, long command, ByteBuffer data, Turn turn);
}
