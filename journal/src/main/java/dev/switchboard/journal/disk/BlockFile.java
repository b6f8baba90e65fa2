package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A file that is written in whole blocks, from memory that begins at a multiple of a block, as what goes past the page
/// cache must be. The block that the last write ended in is kept, and written again with the next one; what is missing
/// of a block at the end is zeros. Not thread-safe.
final class BlockFile implements Disk.AppendFile {
    /// How much is written at once: a larger group takes several writes.
    private static final int PIECE_BYTES = 1 << 20;

    private static final ByteBuffer NO_ROOM = ByteBuffer.allocate(0);

    private static final byte[] ZEROS = new byte[Disk.BLOCK_BYTES];

    /// Room that a closed file left for the next one: such memory is freed only by a garbage collection.
    private static final AtomicReference<@Nullable ByteBuffer> LEFT = new AtomicReference<>();

    private final Disk.DiskFile file;
    private ByteBuffer piece = NO_ROOM;

    /// Its first `lastBytes` are what the file has from `lastAt`, where a block begins.
    private final byte[] last = new byte[Disk.BLOCK_BYTES];

    private long lastAt;
    private int lastBytes;

    /// @param file used with whole blocks only
    BlockFile(Disk.DiskFile file) {
        this.file = file;
    }

    /// Memory that begins at a multiple of a block.
    static ByteBuffer aligned(int bytes) {
        return ByteBuffer.allocateDirect(bytes + Disk.BLOCK_BYTES - 1).alignedSlice(Disk.BLOCK_BYTES);
    }

    /// Whether the file takes whole blocks from aligned memory, as found out by its first one. Of an empty file, writes
    /// it.
    boolean works() {
        try {
            makeRoom(Disk.BLOCK_BYTES);
            if (file.size() == 0) {
                file.write(piece.put(ZEROS).flip(), 0);
            } else {
                file.read(piece.limit(Disk.BLOCK_BYTES), 0);
            }
            return true;
        } catch (IOException | OutOfMemoryError e) {
            return false;
        }
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        if (isWhole(bytes, position)) {
            lastBytes = 0;
            file.write(bytes, position);
            return;
        }
        for (long at = position; bytes.hasRemaining(); ) {
            at += writePiece(bytes, at);
        }
    }

    private static boolean isWhole(ByteBuffer bytes, long position) {
        return bytes.isDirect()
                && inBlock(position) == 0
                && inBlock(bytes.remaining()) == 0
                && bytes.alignmentOffset(bytes.position(), Disk.BLOCK_BYTES) == 0;
    }

    private static int inBlock(long position) {
        return (int) (position & (Disk.BLOCK_BYTES - 1));
    }

    private int writePiece(ByteBuffer bytes, long position) throws IOException {
        int before = inBlock(position);
        int count = Math.min(bytes.remaining(), PIECE_BYTES - before);
        makeRoom(before + count);
        know(position - before, before);
        piece.put(last, 0, before).put(bytes.slice(bytes.position(), count));
        int end = piece.position();
        writeToBlockEnd(position - before);
        bytes.position(bytes.position() + count);
        keep(position - before, end);
        return count;
    }

    private void writeToBlockEnd(long position) throws IOException {
        int over = inBlock(piece.position());
        if (over > 0) {
            piece.put(ZEROS, over, Disk.BLOCK_BYTES - over);
        }
        file.write(piece.flip(), position);
    }

    private void makeRoom(int bytes) {
        if (piece.capacity() < bytes) {
            int twice = Integer.highestOneBit(Math.max(Disk.BLOCK_BYTES, bytes) - 1) << 1;
            ByteBuffer left = twice > Disk.BLOCK_BYTES ? LEFT.getAndSet(null) : null;
            piece = left != null && left.capacity() >= twice ? left : aligned(twice);
        }
        piece.clear();
    }

    /// Has in `last` so many bytes of this block, which is read if need be; zeros where the file is shorter.
    private void know(long blockAt, int count) throws IOException {
        if (count == 0 || (lastAt == blockAt && lastBytes >= count)) {
            return;
        }
        lastBytes = 0;
        Arrays.fill(last, (byte) 0);
        long there = Math.min(count, file.size() - blockAt);
        if (there > 0) {
            file.read(piece.limit(Disk.BLOCK_BYTES), blockAt);
            if (piece.position() < there) {
                throw new IOException("read " + piece.position() + " bytes of " + there);
            }
            piece.flip().get(last, 0, (int) there);
            piece.clear();
        }
        lastAt = blockAt;
        lastBytes = count;
    }

    private void keep(long from, int end) {
        lastBytes = inBlock(end);
        lastAt = from + end - lastBytes;
        piece.get(end - lastBytes, last, 0, lastBytes);
    }

    /// Cuts the file to this size. A write that failed may have spoilt the whole block that it began in: what is known
    /// of it is written again.
    @Override
    public void truncate(long size) throws IOException {
        int kept = inBlock(size);
        if (kept > 0 && lastAt == size - kept && lastBytes >= kept) {
            makeRoom(kept);
            piece.put(last, 0, kept);
            writeToBlockEnd(lastAt);
            lastBytes = kept;
        } else {
            lastBytes = 0;
        }
        file.truncate(size);
    }

    @Override
    public void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        if (piece.capacity() > Disk.BLOCK_BYTES) {
            LEFT.set(piece);
        }
        piece = NO_ROOM;
        file.close();
    }
}
