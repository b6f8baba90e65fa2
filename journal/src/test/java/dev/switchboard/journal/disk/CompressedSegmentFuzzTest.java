package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32C;

/// Whatever a compressed segment's file has, it is read without harm, and reads as something only if all CRCs
/// are right. Fuzzed with `JAZZER_FUZZ=1`; an ordinary run takes the inputs that are kept beside it.
class CompressedSegmentFuzzTest {
    private static final SegmentHeader HEADER = new SegmentHeader(1, 0, 0, 0x0123456789abcdefL);
    private static final String NAME = FileNames.compressed(1);
    private static final int PLAIN_BYTES = 4096;

    /// The whole file is anything.
    @FuzzTest(maxDuration = "1m")
    void aFileOfAnyBytesIsReadToItsEndOrRefused(byte[] bytes) throws IOException {
        try (CompressedSegment segment = CompressedSegment.open(new ForgetfulDisk(Map.of(NAME, bytes)), 1)) {
            readAll(segment, Math.min(segment.size(), 1 << 20));
        } catch (UnreadableSegmentException e) {
            assertThat(e).hasMessageContaining(NAME);
        }
    }

    /// A table whose length and CRC are right.
    @FuzzTest(maxDuration = "1m")
    void aTableIsTakenOnlyIfItWouldBeWrittenSo(byte[] bytes) throws IOException {
        int count = Math.max(1, (bytes.length - FrameTable.START_BYTES - FrameTable.END_BYTES) / 8);
        int length = FrameTable.bytesFor(count);
        ByteBuffer table = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
        table.order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x184D2A5E).putInt(4, length - 8);
        table.order(ByteOrder.BIG_ENDIAN).putInt(96, count).putInt(length - 8, length);
        table.put(20, HEADER.bytes(), 0, SegmentHeader.COPY_BYTES);
        table.putInt(length - 4, crc(table.array(), length - 4));
        FrameTable.decode(table)
                .ifPresent(decoded -> assertThat(decoded.encode()).isEqualTo(table.rewind()));
        try (CompressedSegment segment = CompressedSegment.open(new ForgetfulDisk(Map.of(NAME, table.array())), 1)) {
            readAll(segment, Math.min(segment.size(), 1 << 20));
        } catch (UnreadableSegmentException e) {
            assertThat(e).hasMessageContaining(NAME);
        }
    }

    /// A frame whose CRC is right.
    @FuzzTest(maxDuration = "1m")
    void aFrameIsTakenOnlyIfItHasSoManyBytes(byte[] bytes) throws IOException {
        byte[] header = new byte[Frames.bytesMost(SegmentHeader.AREA_BYTES)];
        int headerLength = Frames.compress(HEADER.bytes().array(), SegmentHeader.AREA_BYTES, header);
        byte[] frame = Arrays.copyOf(bytes, Math.clamp(bytes.length, 1, Frames.bytesMost(PLAIN_BYTES)));
        int[] lengths = {headerLength, frame.length};
        int[] crcs = {crc(header, headerLength), crc(frame, frame.length)};
        FrameTable table = new FrameTable(HEADER, SegmentHeader.AREA_BYTES + PLAIN_BYTES, PLAIN_BYTES, lengths, crcs);
        ByteBuffer file = ByteBuffer.allocate((int) table.fileBytes())
                .put(table.encode())
                .put(header, 0, headerLength)
                .put(frame)
                .put(table.encode());
        try (CompressedSegment segment = CompressedSegment.open(new ForgetfulDisk(Map.of(NAME, file.array())), 1)) {
            assertThat(segment.isWhole(0)).isTrue();
            byte[] plain = new byte[PLAIN_BYTES];
            boolean whole = Frames.decompress(frame, frame.length, plain, PLAIN_BYTES);
            assertThat(segment.isWhole()).isEqualTo(whole);
            byte[] read = Arrays.copyOfRange(
                    readAll(segment, segment.size()), SegmentHeader.AREA_BYTES, SegmentHeader.AREA_BYTES + PLAIN_BYTES);
            assertThat(read).isEqualTo(whole ? plain : new byte[PLAIN_BYTES]);
        }
    }

    private static byte[] readAll(CompressedSegment segment, long bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate((int) bytes);
        while (read.hasRemaining()) {
            assertThat(segment.read(read, read.position())).isPositive();
        }
        return read.array();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
