package dev.switchboard.cli.imports;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/// How a file is compressed, told by its first bytes, whatever its name.
enum Compression {
    NONE,
    /// RFC 1952: one member or more.
    GZIP,
    /// RFC 8878: one frame or more, skippable ones among them.
    ZSTD;

    private static final int MAGIC_BYTES_MAX = 4;
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b, 8};
    private static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final byte[] SKIPPABLE_MAGIC = {0x50, 0x2a, 0x4d, 0x18};
    /// The first byte of a skippable frame is any of sixteen.
    private static final int SKIPPABLE_MASK = 0xf0;

    /// The plain bytes of a stream. Reads no further ahead than it must to know, so that lines that are typed go on as
    /// they come.
    ///
    /// @throws IOException when reading fails, or zstd cannot be used on this machine
    static InputStream plain(InputStream stream) throws IOException {
        PushbackInputStream input = new PushbackInputStream(stream, MAGIC_BYTES_MAX);
        byte[] magic = new byte[MAGIC_BYTES_MAX];
        int length = 0;
        while (length < magic.length && mayBeMagic(magic, length)) {
            int octet = input.read();
            if (octet < 0) {
                break;
            }
            magic[length++] = (byte) octet;
        }
        input.unread(magic, 0, length);
        return switch (of(magic, length)) {
            case NONE -> input;
            case GZIP -> new GzipMembers(input);
            case ZSTD -> zstd(input);
        };
    }

    /// How a file is compressed that begins with these bytes.
    static Compression of(byte[] bytes, int length) {
        if (isMagic(bytes, length, GZIP_MAGIC)) {
            return GZIP;
        }
        return isMagic(bytes, length, ZSTD_MAGIC) || isMagic(skippable(bytes), length, SKIPPABLE_MAGIC) ? ZSTD : NONE;
    }

    private static boolean isMagic(byte[] bytes, int length, byte[] magic) {
        return length >= magic.length && begins(bytes, magic.length, magic);
    }

    private static boolean mayBeMagic(byte[] bytes, int length) {
        return length == 0
                || begins(bytes, length, GZIP_MAGIC)
                || begins(bytes, length, ZSTD_MAGIC)
                || begins(skippable(bytes), length, SKIPPABLE_MAGIC);
    }

    private static boolean begins(byte[] bytes, int length, byte[] magic) {
        return length <= magic.length && Arrays.equals(bytes, 0, length, magic, 0, length);
    }

    private static byte[] skippable(byte[] bytes) {
        byte[] masked = bytes.clone();
        masked[0] &= (byte) SKIPPABLE_MASK;
        return masked;
    }

    private static InputStream zstd(InputStream input) throws IOException {
        try {
            return new ZstdInputStream(input);
        } catch (LinkageError e) {
            throw new IOException("zstd's native library cannot be loaded: " + e.getMessage(), e);
        }
    }
}
