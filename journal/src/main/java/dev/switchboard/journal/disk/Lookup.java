package dev.switchboard.journal.disk;

import dev.switchboard.message.ChannelName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/// Finds offsets by what is there. Thread-safe.
final class Lookup {
    private final Disk disk;
    private final Segments segments;
    private final Indexes indexes;
    private final ChannelIds ids;

    Lookup(Disk disk, Segments segments, Indexes indexes, ChannelIds ids) {
        this.disk = disk;
        this.segments = segments;
        this.indexes = indexes;
        this.ids = ids;
    }

    /// The offset from which a channel has `count` messages up to the end, or its first when it has fewer.
    long last(ChannelName channel, int count, long end) throws IOException {
        int id = ids.find(channel);
        if (id == ChannelIds.UNKNOWN || count <= 0) {
            return end;
        }
        List<Segment> all = segments.all();
        Search search = new Search(channel, count, end);
        for (int i = all.size() - 1; i >= 0 && search.wanted > 0; i--) {
            if (all.get(i).mayHold(id)) {
                search.backwardsIn(all.get(i), id);
            }
        }
        return search.first;
    }

    /// The offset of the first message that arrived at this time or later; the end when there is none.
    long at(long epochMicros, long end) throws IOException {
        for (Segment segment : segments.all()) {
            if (segment.latestMicros() >= epochMicros) {
                return Math.min(end, at(segment, epochMicros));
            }
        }
        return end;
    }

    private long at(Segment segment, long epochMicros) throws IOException {
        try (OpenSegment open = new OpenSegment(disk, indexes, segment)) {
            BlockIndex blocks = open.blocks();
            int block = 0;
            while (block < blocks.size() - 1 && blocks.latestMicros(block) < epochMicros) {
                block++;
            }
            for (RecordHead head : heads(open, blocks.block(block), null)) {
                if (head.micros() >= epochMicros) {
                    return head.offset();
                }
            }
            return blocks.block(block).firstOffset();
        } catch (NoSuchFileException | UnreadableSegmentException e) {
            return segment.endOffset(); // Removed meanwhile, or lost.
        }
    }

    /// The heads of all whole records in a block, or of those of one channel.
    private static List<RecordHead> heads(
            OpenSegment open, Block block, @org.jspecify.annotations.Nullable ChannelName channel) throws IOException {
        List<RecordHead> heads = new ArrayList<>();
        Window window = open.window();
        RecordSearch search = new RecordSearch(window, open.decoder());
        long offset = block.firstOffset();
        for (long at = block.position(); at < block.end(); ) {
            RecordHead head = search.wholeAt(at, offset);
            if (head == null) {
                at = search.next(search.behind(at), block.end(), offset);
                continue;
            }
            int index = window.index(at);
            if (!head.isMark()
                    && (channel == null
                            || open.decoder()
                                    .channel(window.buffer(), index, head)
                                    .orElseThrow()
                                    .equals(channel))) {
                heads.add(head);
            }
            offset = head.end();
            at += head.length();
        }
        return heads;
    }

    private final class Search {
        private final ChannelName channel;
        private final long end;
        private long wanted;
        private long first;

        Search(ChannelName channel, int count, long end) {
            this.channel = channel;
            this.wanted = count;
            this.end = end;
            this.first = end;
        }

        void backwardsIn(Segment segment, int id) throws IOException {
            try (OpenSegment open = new OpenSegment(disk, indexes, segment)) {
                BlockIndex blocks = open.blocks();
                int block = blocks.previousWith(id, blocks.size() - 1);
                while (block >= 0 && wanted > 0) {
                    count(heads(open, blocks.block(block), channel));
                    block = blocks.previousWith(id, block - 1);
                }
            } catch (NoSuchFileException | UnreadableSegmentException e) {
                // Removed meanwhile, and all before it, or lost: what was found is the first.
            }
        }

        private void count(List<RecordHead> heads) {
            for (int i = heads.size() - 1; i >= 0 && wanted > 0; i--) {
                RecordHead head = heads.get(i);
                long inRecord = Math.min(head.end(), end) - head.offset();
                if (inRecord > 0) {
                    long taken = Math.min(inRecord, wanted);
                    first = head.offset() + inRecord - taken;
                    wanted -= taken;
                }
            }
        }
    }
}
