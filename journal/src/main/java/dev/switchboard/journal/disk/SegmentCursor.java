package dev.switchboard.journal.disk;

import dev.switchboard.journal.JournalReader.Found;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in one segment that moves forward, record by record, and from block to block where only one channel is
/// wanted. Not thread-safe.
final class SegmentCursor implements AutoCloseable {
    private final OpenSegment open;
    private int block;
    private long blockEnd;
    private long position;
    private long offset;
    private boolean atEnd;

    /// @param offset one that the segment has
    SegmentCursor(OpenSegment open, long offset) {
        this.open = open;
        long until = open.segment().endOffset();
        go(Math.max(0, open.blocks().floor(offset)), until);
    }

    /// @param until the segment's end, as of before `to` was looked up: what was added since may be wanted
    private void go(int to, long until) {
        block = to;
        if (to < open.blocks().size()) {
            Block begun = open.blocks().block(to);
            position = begun.position();
            offset = begun.firstOffset();
            blockEnd = begun.end();
        } else {
            position = open.blocks().endPosition();
            offset = until;
            blockEnd = position;
            atEnd = true;
        }
    }

    Segment segment() {
        return open.segment();
    }

    /// Where in the file the next record is.
    long position() {
        return position;
    }

    /// The offset of the next record.
    long offset() {
        return offset;
    }

    /// Whether it has passed what the segment had: to be closed, also when the segment has more by now.
    boolean isAtEnd() {
        return atEnd;
    }

    /// Moves on by one record, one bad spot, or over blocks without the channel.
    ///
    /// @param from what is below is passed over
    /// @param end what is at or above it is not there yet
    /// @param channel null for all
    /// @param found where a gap is put
    /// @return messages of the record, if they are wanted
    @Nullable
    StoredBatch next(long from, long end, @Nullable ChannelName channel, int channelId, List<Found> found)
            throws IOException {
        if (channel != null && skip(channelId, Math.min(end, open.segment().endOffset()))) {
            return null;
        }
        Window window = open.window();
        RecordSearch search = new RecordSearch(window, open.decoder());
        RecordHead head = search.wholeAt(position, offset);
        if (head == null || head.offset() > offset) {
            passDamage(from, search, found);
            return null;
        }
        StoredBatch batch = null;
        if (head.end() > from && !head.isMark()) {
            batch = wanted(window, head, channel, from);
        }
        position += head.length();
        offset = head.end();
        return batch;
    }

    private @Nullable StoredBatch wanted(Window window, RecordHead head, @Nullable ChannelName channel, long from) {
        RecordDecoder decoder = open.decoder();
        int at = window.index(position);
        if (channel != null
                && !decoder.channel(window.buffer(), at, head).orElseThrow().equals(channel)) {
            return null;
        }
        return new StoredBatch(head.offset(), decoder.batch(window.buffer(), at, head)).startingAt(from);
    }

    /// Goes to the next block that may hold the channel, when a block is at its end or just begun.
    private boolean skip(int channelId, long until) {
        BlockIndex blocks = open.blocks();
        if (block < blocks.size()) {
            blockEnd = blocks.block(block).end();
        }
        boolean begun = block < blocks.size() && position == blocks.block(block).position();
        if (!begun && position < blockEnd) {
            return false;
        }
        int from = begun ? block : block + 1;
        int next = blocks.nextWith(channelId, Math.min(from, blocks.size()));
        if (next == block) {
            return false;
        }
        go(next, until);
        return true;
    }

    private void passDamage(long from, RecordSearch search, List<Found> found) throws IOException {
        long fileEnd = open.blocks().endPosition();
        long next = search.next(search.behind(position), fileEnd, offset);
        RecordHead head = next < fileEnd ? search.wholeAt(next, offset) : null;
        long to = head == null ? open.segment().endOffset() : head.offset();
        long missingFrom = Math.max(from, offset);
        if (to > missingFrom) {
            found.add(new Found.Gap(new Missing(missingFrom, to, Missing.Cause.DAMAGE)));
        }
        position = next;
        offset = Math.max(offset, to);
        while (block + 1 < open.blocks().size()
                && open.blocks().block(block + 1).position() <= position) {
            block++;
        }
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (IOException e) {
            // It was only read: nothing is lost.
        }
    }
}
