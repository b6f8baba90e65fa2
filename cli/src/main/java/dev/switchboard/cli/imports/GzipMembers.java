package dev.switchboard.cli.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The plain bytes of a gzip file (RFC 1952), of all its members. Zeros behind the last member are padding;
/// anything else there is an error, as are a stream that ends within a member, and bytes that its checksum
/// does not fit.
///
/// The JDK's `GZIPInputStream` passes over a damaged or cut second member in silence, and takes a pipe in which nothing
/// waits for the end. Not thread-safe.
final class GzipMembers extends InputStream {
    private static final int CHUNK_BYTES = 65_536;
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xe0;
    /// Time, extra flags, system.
    private static final int UNUSED_BYTES = 6;
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int from;
    private int to;
    private boolean inMember;
    private boolean atEnd;
    private @Nullable IOException damage;

    /// @param input at the first byte of the first member
    GzipMembers(InputStream input) {
        this.in = input;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!atEnd) {
            if (!inMember) {
                beginMember();
            } else if (inflater.finished()) {
                endMember();
            } else {
                int read = inflate(into, offset, length);
                if (read > 0) {
                    return read;
                }
            }
        }
        return -1;
    }

    /// Bytes that came out before damage was found are passed on first.
    private int inflate(byte[] into, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        if (inflater.needsInput()) {
            need();
            inflater.setInput(chunk, from, to - from);
        }
        long before = inflater.getBytesWritten();
        try {
            inflater.inflate(into, offset, length);
            if (inflater.needsDictionary()) {
                damage = new IOException("not valid gzip: it wants a dictionary");
            }
        } catch (DataFormatException e) {
            damage = new IOException("not valid gzip: " + e.getMessage(), e);
        }
        from = to - inflater.getRemaining();
        int read = (int) (inflater.getBytesWritten() - before);
        crc.update(into, offset, read);
        return read;
    }

    private void beginMember() throws IOException {
        int first = more() ? next() : -1;
        while (first == 0 && more()) {
            first = next();
        }
        if (first <= 0) {
            atEnd = true;
            return;
        }
        if (first != MAGIC_1 || next() != MAGIC_2 || next() != DEFLATE) {
            throw new IOException("what follows its last member is no gzip");
        }
        int flags = next();
        if ((flags & FLAGS_RESERVED) != 0) {
            throw new IOException("not valid gzip: unknown flags");
        }
        skip(UNUSED_BYTES);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | next() << Byte.SIZE);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(chunk, from, to - from);
        crc.reset();
        inMember = true;
    }

    private void endMember() throws IOException {
        long bytes = inflater.getBytesWritten() & UNSIGNED_INT;
        if (nextInt() != crc.getValue() || nextInt() != bytes) {
            throw new IOException("not valid gzip: its checksum does not fit");
        }
        inMember = false;
    }

    private long nextInt() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            value |= (long) next() << shift;
        }
        return value;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // Up to its end.
        }
    }

    private int next() throws IOException {
        need();
        return chunk[from++] & 0xff;
    }

    private void need() throws IOException {
        if (!more()) {
            throw new EOFException("it ends too early");
        }
    }

    /// Whether a byte is there; reads when none is.
    private boolean more() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(chunk, 0, chunk.length));
        }
        return from < to;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
