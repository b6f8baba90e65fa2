package dev.switchboard.cli.connect;

import dev.switchboard.client.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Cuts input into datagrams: each line is one, without its LF or CRLF; what follows the last LF is one as it is.
///
/// Holds one line, at most [Connection#DATAGRAM_BYTES_MAX] bytes. Not thread-safe.
final class LineDatagrams {
    private static final int LINE_END_BYTES_MAX = 2;

    private final InputStream input;
    private final byte[] held = new byte[Connection.DATAGRAM_BYTES_MAX + LINE_END_BYTES_MAX];
    private int start;
    private int end;
    private long lines;

    LineDatagrams(InputStream input) {
        this.input = input;
    }

    /// The next one, valid until the following call; null at the end of input.
    ///
    /// @throws IOException when reading fails, or a line is longer than a datagram
    @Nullable
    ByteBuffer next() throws IOException {
        int searched = start;
        while (true) {
            for (; searched < end; searched++) {
                if (held[searched] == '\n') {
                    int length = searched - start;
                    return take(length > 0 && held[searched - 1] == '\r' ? length - 1 : length, searched + 1);
                }
            }
            if (start > 0) {
                System.arraycopy(held, start, held, 0, end - start);
                end -= start;
                searched -= start;
                start = 0;
            }
            int length = end == held.length ? -1 : input.read(held, end, held.length - end);
            if (length < 0) {
                return end == 0 ? null : take(end, end);
            }
            end += length;
        }
    }

    private ByteBuffer take(int length, int next) throws IOException {
        lines++;
        if (length > Connection.DATAGRAM_BYTES_MAX) {
            throw new IOException("line " + lines + " is longer than the " + Connection.DATAGRAM_BYTES_MAX
                    + " bytes that a datagram carries");
        }
        ByteBuffer datagram = ByteBuffer.wrap(held, start, length);
        start = next;
        return datagram;
    }
}
