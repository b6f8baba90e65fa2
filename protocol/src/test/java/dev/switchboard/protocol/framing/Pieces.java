package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.SplitHarness.Way;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ways to bring bytes to a cutter where every split would be too many.
final class Pieces {
    private Pieces() {}

    /// One read for a cutter whose messages do not matter.
    static @Nullable CloseReason feed(Cutter cutter, String text) {
        return feed(cutter, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// One read for a cutter whose messages do not matter.
    static @Nullable CloseReason feed(Cutter cutter, byte[] bytes) {
        return cutter.cut(ByteBuffer.wrap(bytes), (payload, turn) -> {}, new Turn(0, false));
    }

    /// The stream cut in three reads of about the same size, then ended.
    static Cut inThirds(Framing framing, int messageBytesMax, String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
        int third = bytes.length / 3;
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(Arrays.copyOfRange(bytes, 0, third));
        pieces.add(Arrays.copyOfRange(bytes, third, 2 * third));
        pieces.add(Arrays.copyOfRange(bytes, 2 * third, bytes.length));
        return Cut.one(framing, messageBytesMax, new Way(pieces, false, false, "in thirds"));
    }
}
