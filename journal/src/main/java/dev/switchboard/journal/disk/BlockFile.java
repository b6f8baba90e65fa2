package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A file that is written in whole blocks, from memory that begins at a multiple of a block, as what goes past the page
/// cache must be. The block that the last write ended in is kept, and written again with the next one; what is missing
/// of a block at the end is zeros.
final class BlockFile implements Disk.AppendFile {
    /// How much is written at once. The device is then busy with it: a longer wait for whoever comes next.
    private static final int PIECE_BYTES = 1 << 20;

    private static final byte[] ZEROS = new byte[Disk.BLOCK_BYTES];

    private final Disk.DiskFile file;
    private ByteBuffer piece = aligned(Disk.BLOCK_BYTES);

    /// The bytes from `lastAt`, where a block begins, that were written or read.
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

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        if (isWhole(bytes, position)) {
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
        putBefore(position - before, before);
        piece.put(bytes.slice(bytes.position(), count));
        int end = piece.position();
        if (inBlock(end) > 0) {
            piece.put(ZEROS, 0, Disk.BLOCK_BYTES - inBlock(end));
        }
        file.write(piece.flip(), position - before);
        bytes.position(bytes.position() + count);
        keep(position - before, end);
        return count;
    }

    private void makeRoom(int bytes) {
        if (piece.capacity() < bytes) {
            int twice = Integer.highestOneBit(Math.max(1, bytes - 1)) << 1;
            piece = aligned(Math.min(twice, PIECE_BYTES));
        }
        piece.clear();
    }

    /// Puts what the file has in this block before the next write.
    private void putBefore(long blockAt, int count) throws IOException {
        if (count > 0 && (lastAt != blockAt || lastBytes < count)) {
            Arrays.fill(last, (byte) 0); // where the file is shorter
            piece.limit(Disk.BLOCK_BYTES);
            file.read(piece, blockAt);
            piece.flip().get(last, 0, piece.limit());
            piece.clear();
        }
        piece.put(last, 0, count);
    }

    private void keep(long from, int end) {
        lastBytes = inBlock(end);
        lastAt = from + end - lastBytes;
        piece.get(end - lastBytes, last, 0, lastBytes);
    }

    @Override
    public void truncate(long size) throws IOException {
        file.truncate(size);
    }

    @Override
    public void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
