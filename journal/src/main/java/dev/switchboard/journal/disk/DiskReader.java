package dev.switchboard.journal.disk;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads segments one after the other. At the end of the journal it holds nothing open.
final class DiskReader implements JournalReader {
    /// A call that has found something returns when it has passed over this much.
    static final int PASSED_BYTES_MAX = 1 << 20;

    private final Disk disk;
    private final Segments segments;
    private final Indexes indexes;
    private final ChannelIds ids;
    private final LongSupplier journalEnd;
    private final @Nullable ChannelName channel;
    private long offset;
    private @Nullable SegmentCursor cursor;

    /// @param journalEnd what is at or above it is not read
    DiskReader(
            Disk disk,
            Segments segments,
            Indexes indexes,
            ChannelIds ids,
            LongSupplier journalEnd,
            @Nullable ChannelName channel,
            long offset) {
        this.disk = disk;
        this.segments = segments;
        this.indexes = indexes;
        this.ids = ids;
        this.journalEnd = journalEnd;
        this.channel = channel;
        this.offset = offset;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public List<Found> next(int bytesMax) throws IOException {
        long end = journalEnd.getAsLong();
        int channelId = channel == null ? ChannelIds.UNKNOWN : ids.find(channel);
        List<Found> found = new ArrayList<>();
        int bytes = 0;
        long passed = 0;
        try {
            while (offset < end && bytes < bytesMax && (found.isEmpty() || passed < PASSED_BYTES_MAX)) {
                SegmentCursor at = at(end, channelId, found);
                if (at != null) {
                    long before = at.position();
                    StoredBatch batch = at.next(offset, end, channel, channelId, found);
                    passed += Math.abs(at.position() - before);
                    offset = Math.max(offset, at.offset());
                    if (at.isAtEnd()) {
                        close();
                    }
                    if (batch != null) {
                        found.add(new Found.Messages(batch));
                        bytes += batch.payloadBytes();
                    }
                }
            }
        } catch (IOException e) {
            close();
            if (found.isEmpty()) {
                throw e;
            }
        }
        if (offset >= end) {
            close();
        }
        return found;
    }

    /// A cursor in the segment that has the offset; null when the offset has moved on instead.
    private @Nullable SegmentCursor at(long end, int channelId, List<Found> found) throws IOException {
        SegmentCursor present = cursor;
        if (present != null && offset < present.segment().endOffset()) {
            return present;
        }
        close();
        List<Segment> all = segments.all();
        int place = Segments.floor(all, offset);
        if (place < 0) {
            missing(found, all.isEmpty() ? end : all.getFirst().firstOffset(), Missing.Cause.RETENTION);
            return null;
        }
        Segment segment = all.get(place);
        if (offset >= segment.endOffset()) {
            long next = place + 1 < all.size() ? all.get(place + 1).firstOffset() : end;
            missing(found, next, Missing.Cause.DAMAGE);
            return null;
        }
        if (channel != null && !segment.mayHold(channelId)) {
            offset = Math.min(segment.endOffset(), end);
            return null;
        }
        return open(segment, found);
    }

    private @Nullable SegmentCursor open(Segment segment, List<Found> found) throws IOException {
        try {
            cursor = new SegmentCursor(new OpenSegment(disk, indexes, segment), offset);
        } catch (NoSuchFileException e) {
            passOver(segment, Missing.Cause.RETENTION, found);
        } catch (UnreadableSegmentException e) {
            passOver(segment, Missing.Cause.DAMAGE, found);
        }
        return cursor;
    }

    /// What is not among the segments any more is below the first offset now, as the next look will find. Segments
    /// that are read while a server works on them stay what they were at the beginning.
    private void passOver(Segment segment, Missing.Cause cause, List<Found> found) {
        if (segments.all().contains(segment)) {
            missing(found, segment.endOffset(), cause);
        }
    }

    private void missing(List<Found> found, long to, Missing.Cause cause) {
        if (to > offset) {
            found.add(new Found.Gap(new Missing(offset, to, cause)));
            offset = to;
        }
    }

    @Override
    public void close() {
        SegmentCursor present = cursor;
        cursor = null;
        if (present != null) {
            present.close();
        }
    }
}
