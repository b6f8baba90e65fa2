package dev.switchboard.journal.disk;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a segment from its first record on and says what is there, piece by piece, trusting nothing but CRCs.
///
/// A piece is [Whole] or [Bad], each once and without holes between them; then comes [End], behind which all bytes are
/// zero. Not thread-safe.
final class SegmentScan {
    /// How much is read at once.
    static final int WINDOW_BYTES = 1 << 20;

    /// What is at a place of a segment.
    sealed interface Piece {
        /// A record as it was written.
        ///
        /// @param channel null for a mark
        /// @param sequence meaningful with a producer
        record Whole(
                long position,
                RecordHead head,
                @Nullable ChannelName channel,
                @Nullable ProducerId producer,
                long sequence)
                implements Piece {
            long endPosition() {
                return position + head.length();
            }
        }

        /// Bytes that are no record, and not only zeros up to the end.
        ///
        /// @param to behind them: where a record begins, or where only zeros follow
        record Bad(long from, long to) implements Piece {}

        /// Nothing but zeros from here to the end of the file.
        record End(long position) implements Piece {}
    }

    private final RecordDecoder decoder;
    private final RecordSearch search;
    private final Window window;
    private final long contentEnd;
    private long position = SegmentHeader.AREA_BYTES;
    private long expected;

    SegmentScan(Disk.DiskFile file, SegmentHeader header) throws IOException {
        this.decoder = new RecordDecoder(header);
        // First: a server may be at work, and all below this is there when it is read later.
        this.contentEnd = Zeros.contentEnd(file);
        this.window = new Window(file, WINDOW_BYTES, file.size());
        this.search = new RecordSearch(window, decoder);
        this.expected = header.firstOffset();
    }

    /// Behind the last byte that is not zero.
    long contentEnd() {
        return contentEnd;
    }

    Piece next() throws IOException {
        if (position >= contentEnd) {
            return new Piece.End(position);
        }
        RecordHead head = search.wholeAt(position, expected);
        if (head == null) {
            long from = position;
            position = search.next(search.behind(from), contentEnd, expected);
            return new Piece.Bad(from, position);
        }
        Piece whole = whole(head);
        position += head.length();
        expected = head.end();
        return whole;
    }

    private Piece whole(RecordHead head) {
        if (head.isMark()) {
            return new Piece.Whole(position, head, null, null, 0);
        }
        ByteBuffer bytes = window.buffer();
        int at = window.index(position);
        Optional<ProducerId> producer =
                head.producerBytes() == 0 ? Optional.empty() : decoder.producer(bytes, at, head);
        long sequence = producer.isPresent() ? decoder.sequence(bytes, at, head) : 0;
        ChannelName channel = decoder.channel(bytes, at, head).orElseThrow();
        return new Piece.Whole(position, head, channel, producer.orElse(null), sequence);
    }
}
