package dev.switchboard.journal.disk;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.zip.CRC32C;

/// Single frames of zstd. The native library is loaded at the first call of [#compress] or [#decompress].
final class Frames {
    /// Measured: `docs/benchmarks.md`.
    static final int LEVEL = 1;

    /// A frame of zstd adds less to what cannot be compressed.
    private static final int OVERHEAD_BYTES = 512;

    private Frames() {}

    /// No frame of so many plain bytes is longer (`ZSTD_COMPRESSBOUND` in `zstd.h`, and some).
    static int bytesMost(int plainBytes) {
        return plainBytes + (plainBytes >> 8) + OVERHEAD_BYTES;
    }

    /// Compresses to the beginning of `frame`, which has room for [#bytesMost].
    ///
    /// @return the length of the frame
    /// @throws IOException when zstd cannot be used on this machine
    static int compress(byte[] plain, int plainBytes, byte[] frame) throws IOException {
        try {
            return (int) Zstd.compressByteArray(frame, 0, frame.length, plain, 0, plainBytes, LEVEL);
        } catch (LinkageError e) {
            throw cannotLoad(e);
        }
    }

    /// Decompresses to the beginning of `plain`.
    ///
    /// @return false when it is no frame with exactly so many plain bytes; then anything is in `plain`
    /// @throws IOException when zstd cannot be used on this machine
    static boolean decompress(byte[] frame, int frameBytes, byte[] plain, int plainBytes) throws IOException {
        try {
            return Zstd.findFrameCompressedSize(frame, 0, frameBytes) == frameBytes
                    && Zstd.decompressByteArray(plain, 0, plainBytes, frame, 0, frameBytes) == plainBytes;
        } catch (ZstdException e) {
            return false;
        } catch (LinkageError e) {
            throw cannotLoad(e);
        }
    }

    static int crc(byte[] frame, int frameBytes) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, frameBytes);
        return (int) crc.getValue();
    }

    private static IOException cannotLoad(LinkageError e) {
        return new IOException("zstd's native library cannot be loaded: " + e.getMessage(), e);
    }
}
