package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is appended in pieces of any length is in the file, as it would be without blocks, with zeros behind it to the
/// end of the block. On the file system that tests have, past the page cache where that is possible.
class BlockFileTest {
    private static final String NAME = "appended";
    private static final int BLOCK = Disk.BLOCK_BYTES;

    @TempDir
    Path directory;

    private final Random random = new Random(7);

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }

    private void assertContent(byte[] expected) throws IOException {
        byte[] blocks = Arrays.copyOf(expected, (expected.length + BLOCK - 1) / BLOCK * BLOCK);
        assertThat(Files.readAllBytes(directory.resolve(NAME))).isEqualTo(blocks);
        try (Disk.DiskFile file = new PathDisk(directory).openToRead(NAME)) {
            assertThat(Zeros.contentEnd(file)).isEqualTo(expected.length);
        }
    }

    private static List<Integer> lengths() {
        return List.of(1, 1024, BLOCK - 1025, 1, BLOCK - 1, BLOCK, 1, 3, 5 * BLOCK, BLOCK + 1, (3 << 20) + 17, 2, 100);
    }

    @Test
    void piecesOfAnyLengthFollowOneAnother() throws IOException {
        byte[] all = noise(lengths().stream().mapToInt(length -> length).sum());
        all[all.length - 1] = 1;
        try (Disk.AppendFile file = new PathDisk(directory).createToAppend(NAME)) {
            int at = 0;
            for (int length : lengths()) {
                ByteBuffer piece = ByteBuffer.wrap(all, at, length);
                file.write(piece, at);
                assertThat(piece.hasRemaining()).isFalse();
                at += length;
            }
            file.force();
        }
        assertContent(all);
    }

    @Test
    void afterEachPieceAnotherStartGoesOn() throws IOException {
        byte[] all = noise(lengths().stream().mapToInt(length -> length).sum());
        all[all.length - 1] = 1;
        Disk disk = new PathDisk(directory);
        disk.createToAppend(NAME).close();
        int at = 0;
        for (int length : lengths()) {
            try (Disk.AppendFile file = disk.openToAppend(NAME)) {
                file.write(ByteBuffer.wrap(all, at, length), at);
            }
            at += length;
        }
        assertContent(all);
    }

    @Test
    void whatIsCutOffIsWrittenAnew() throws IOException {
        byte[] first = noise(3 * BLOCK + 500);
        byte[] second = noise(700);
        second[699] = 1;
        for (int cut : List.of(0, 1, BLOCK - 1, BLOCK, 3 * BLOCK + 1, 3 * BLOCK + 499)) {
            try (Disk.AppendFile file = new PathDisk(directory).createToAppend(NAME)) {
                file.write(ByteBuffer.wrap(first), 0);
                file.truncate(cut);
                file.force();
                file.write(ByteBuffer.wrap(second), cut);
            }
            byte[] expected = Arrays.copyOf(first, cut + second.length);
            System.arraycopy(second, 0, expected, cut, second.length);
            assertContent(expected);
        }
    }

    @Test
    void whereTheFileIsShorterItIsFilledWithZeros() throws IOException {
        byte[] expected = new byte[3000];
        expected[99] = 7;
        expected[2999] = 8;
        Files.write(directory.resolve(NAME), Arrays.copyOf(expected, 100));
        try (Disk.AppendFile file = new PathDisk(directory).openToAppend(NAME)) {
            file.write(ByteBuffer.wrap(expected, 2998, 2), 2998);
        }
        assertContent(expected);
    }

    @Test
    void zerosAheadAreOverwrittenAndReadersSeeIt() throws IOException {
        byte[] all = noise(10 * BLOCK);
        all[all.length - 1] = 1;
        Disk disk = new PathDisk(directory);
        try (Disk.AppendFile file = disk.createToAppend(NAME);
                Disk.DiskFile reader = disk.openToRead(NAME)) {
            Zeros.write(file, 0, 1 << 20);
            for (int at = 0; at < all.length; at += 10) {
                file.write(ByteBuffer.wrap(all, at, 10), at);
                ByteBuffer read = ByteBuffer.allocate(at + 10);
                reader.read(read, 0);
                assertThat(read.array()).isEqualTo(Arrays.copyOf(all, at + 10));
                assertThat(reader.size()).isEqualTo(1 << 20);
            }
        }
    }
}
