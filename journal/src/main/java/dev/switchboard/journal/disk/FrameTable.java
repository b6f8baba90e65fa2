package dev.switchboard.journal.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Where in the file of a compressed segment what is: `docs/journal-format.md`, "Compressed segments". Immutable.
///
/// Plain positions are those in the segment as it was before.
final class FrameTable {
    /// A larger table is not read: none that was written is so large.
    static final int BYTES_MAX = 1 << 20;

    /// What is read of the file's end to find the table there.
    static final int END_BYTES = 8;

    /// What is read of the file's beginning to find the table there.
    static final int START_BYTES = 100;

    /// The most plain bytes in a frame.
    static final int FRAME_BYTES_MAX = 1 << 20;

    private static final int SKIPPABLE = 0x184D2A5E;
    private static final int SKIPPABLE_HEAD_BYTES = 8;
    private static final long MAGIC = SegmentHeader.word("SWBDPACK");
    private static final int VERSION = 1;
    private static final int COUNT_AT = 96;
    private static final int BYTES_EACH = 8;

    private final SegmentHeader header;
    private final long plainBytes;
    private final int frameBytes;
    private final int[] crcs;
    /// Where in the file each frame begins, and where the last one ends.
    private final long[] starts;

    /// @param plainBytes length of the segment
    /// @param frameBytes how much of the segment is in each frame but the first and the last
    /// @param lengths of the frames in the file
    /// @param crcs of the frames in the file
    FrameTable(SegmentHeader header, long plainBytes, int frameBytes, int[] lengths, int[] crcs) {
        this.header = header;
        this.plainBytes = plainBytes;
        this.frameBytes = frameBytes;
        this.crcs = crcs.clone();
        this.starts = new long[lengths.length + 1];
        starts[0] = bytesFor(lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            starts[i + 1] = starts[i] + lengths[i];
        }
    }

    /// How many frames a segment of this length has.
    static int framesFor(long plainBytes, int frameBytes) {
        long behindHeader = plainBytes - SegmentHeader.AREA_BYTES;
        return Math.toIntExact(1 + (behindHeader + frameBytes - 1) / frameBytes);
    }

    /// The length of a table with so many frames.
    static int bytesFor(int frames) {
        return START_BYTES + BYTES_EACH * frames + END_BYTES;
    }

    SegmentHeader header() {
        return header;
    }

    long plainBytes() {
        return plainBytes;
    }

    int frames() {
        return crcs.length;
    }

    /// The length of one copy of this.
    int bytes() {
        return bytesFor(frames());
    }

    /// The length of the whole file.
    long fileBytes() {
        return starts[frames()] + bytes();
    }

    /// The frame that has this plain position.
    int frameOf(long position) {
        long behindHeader = position - SegmentHeader.AREA_BYTES;
        return behindHeader < 0 ? 0 : (int) (1 + behindHeader / frameBytes);
    }

    /// The plain position of a frame's first byte.
    long plainStart(int frame) {
        return frame == 0 ? 0 : SegmentHeader.AREA_BYTES + (frame - 1L) * frameBytes;
    }

    /// How many plain bytes are in a frame.
    int plainLength(int frame) {
        return (int) (Math.min(plainStart(frame + 1), plainBytes) - plainStart(frame));
    }

    /// Where in the file a frame begins.
    long start(int frame) {
        return starts[frame];
    }

    /// How long a frame is in the file.
    int length(int frame) {
        return (int) (starts[frame + 1] - starts[frame]);
    }

    /// The CRC of a frame as it is in the file.
    int crc(int frame) {
        return crcs[frame];
    }

    /// The bytes of one copy.
    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(SKIPPABLE).putInt(bytes() - SKIPPABLE_HEAD_BYTES).order(ByteOrder.BIG_ENDIAN);
        out.putLong(MAGIC).putInt(VERSION).put(header.bytes().slice(0, SegmentHeader.COPY_BYTES));
        out.putLong(plainBytes).putInt(frameBytes).putInt(frames());
        for (int i = 0; i < frames(); i++) {
            out.putInt(length(i)).putInt(crcs[i]);
        }
        out.putInt(bytes());
        return out.putInt(crc(out, out.position())).flip();
    }

    /// The length of the table that these first bytes of a file begin; -1 when none does.
    static int bytesFromStart(ByteBuffer start) {
        int count = start.getInt(COUNT_AT);
        return count < 1 || count > (BYTES_MAX - START_BYTES - END_BYTES) / BYTES_EACH ? -1 : bytesFor(count);
    }

    /// The length of the table that these last bytes of a file end; -1 when none does.
    static int bytesFromEnd(ByteBuffer end) {
        int bytes = end.getInt(0);
        return bytes < bytesFor(1) || bytes > BYTES_MAX ? -1 : bytes;
    }

    /// Reads one copy; nothing when it is not exactly what was written.
    ///
    /// @param bytes the whole buffer, from 0, at least [#bytesFor] one frame
    static Optional<FrameTable> decode(ByteBuffer bytes) {
        int size = bytes.limit();
        int count = bytes.getInt(COUNT_AT);
        if (bytesFromStart(bytes) != size || bytes.getInt(size - Integer.BYTES) != crc(bytes, size - Integer.BYTES)) {
            return Optional.empty();
        }
        int[] lengths = new int[count];
        int[] crcs = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = bytes.getInt(START_BYTES + BYTES_EACH * i);
            crcs[i] = bytes.getInt(START_BYTES + BYTES_EACH * i + Integer.BYTES);
        }
        long plainBytes = bytes.getLong(84);
        int frameBytes = bytes.getInt(92);
        if (!isSound(plainBytes, frameBytes, lengths)) {
            return Optional.empty();
        }
        // Whatever else is not as it would be written now, shows when it is written again.
        return SegmentHeader.copy(bytes.slice(20, SegmentHeader.COPY_BYTES))
                .map(header -> new FrameTable(header, plainBytes, frameBytes, lengths, crcs))
                .filter(table -> table.encode().equals(bytes.rewind()));
    }

    private static boolean isSound(long plainBytes, int frameBytes, int[] lengths) {
        if (frameBytes < 1
                || frameBytes > FRAME_BYTES_MAX
                || plainBytes < SegmentHeader.AREA_BYTES
                || plainBytes > Integer.MAX_VALUE
                || framesFor(plainBytes, frameBytes) != lengths.length) {
            return false;
        }
        for (int length : lengths) {
            if (length < 1 || length > Frames.bytesMost(FRAME_BYTES_MAX)) {
                return false;
            }
        }
        return true;
    }

    private static int crc(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, length));
        return (int) crc.getValue();
    }
}
