package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What a segment says of itself.
///
/// @param number as in the file's name, from 1
/// @param firstOffset of the first message, and behind the last of the segment before
/// @param createdMicros when it was made, in microseconds since 1970
/// @param salt what the CRCs of its records begin with
record SegmentHeader(long number, long firstOffset, long createdMicros, long salt) {
    /// Where the records begin.
    static final int AREA_BYTES = 1024;

    /// Where each of the copies begins.
    static final int[] COPIES_AT = {0, 512};

    static final int COPY_BYTES = 64;

    private static final long MAGIC = word("SWBDSEGM");
    private static final int VERSION = 1;
    private static final int CRC_AT = 60;

    /// Eight ASCII characters as a number.
    static long word(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).getLong();
    }

    /// The whole area, both copies.
    ByteBuffer bytes() {
        ByteBuffer area = ByteBuffer.allocate(AREA_BYTES);
        for (int at : COPIES_AT) {
            area.putLong(at, MAGIC);
            area.putInt(at + 8, VERSION);
            area.putLong(at + 16, number);
            area.putLong(at + 24, firstOffset);
            area.putLong(at + 32, createdMicros);
            area.putLong(at + 40, salt);
            area.putInt(at + CRC_AT, crc(area, at));
        }
        return area;
    }

    /// The header of a file, from the first copy that is valid; nothing when none is.
    static Optional<SegmentHeader> read(Disk.DiskFile file) throws IOException {
        return of(area(file));
    }

    /// The same of the [#area] of a file.
    static Optional<SegmentHeader> of(ByteBuffer area) {
        for (int at : COPIES_AT) {
            SegmentHeader header = parse(area, at);
            if (header != null) {
                return Optional.of(header);
            }
        }
        return Optional.empty();
    }

    /// The bytes where the header is, zero where the file is shorter.
    static ByteBuffer area(Disk.DiskFile file) throws IOException {
        ByteBuffer area = ByteBuffer.allocate(AREA_BYTES);
        while (area.hasRemaining()) {
            if (file.read(area, area.position()) < 0) {
                break;
            }
        }
        return area;
    }

    /// A single copy; nothing when it is not valid.
    ///
    /// @param bytes of [#COPY_BYTES], from 0
    static Optional<SegmentHeader> copy(ByteBuffer bytes) {
        return Optional.ofNullable(parse(bytes, 0));
    }

    private static @Nullable SegmentHeader parse(ByteBuffer area, int at) {
        if (area.getLong(at) != MAGIC || area.getInt(at + 8) != VERSION || area.getInt(at + CRC_AT) != crc(area, at)) {
            return null;
        }
        long number = area.getLong(at + 16);
        long firstOffset = area.getLong(at + 24);
        return number < 1 || firstOffset < 0
                ? null
                : new SegmentHeader(number, firstOffset, area.getLong(at + 32), area.getLong(at + 40));
    }

    private static int crc(ByteBuffer area, int at) {
        CRC32C crc = new CRC32C();
        crc.update(area.slice(at, CRC_AT));
        return (int) crc.getValue();
    }
}
