package dev.switchboard.journal.disk;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/// The indexes of segments, read when needed and shared by all who read there at the time. Thread-safe.
final class Indexes {
    private final Disk disk;
    private final ChannelIds ids;
    private final Map<Segment, WeakReference<BlockIndex>> shared = new WeakHashMap<>();

    Indexes(Disk disk, ChannelIds ids) {
        this.disk = disk;
        this.ids = ids;
    }

    BlockIndex of(Segment segment) throws IOException {
        BlockIndex inMemory = segment.index();
        return inMemory != null ? inMemory : shared(segment);
    }

    private synchronized BlockIndex shared(Segment segment) throws IOException {
        WeakReference<BlockIndex> reference = shared.get(segment);
        BlockIndex known = reference == null ? null : reference.get();
        if (known == null) {
            known = read(segment);
            shared.put(segment, new WeakReference<>(known));
        }
        return known;
    }

    private BlockIndex read(Segment segment) throws IOException {
        Optional<IndexFile> written = IndexFile.read(disk, segment.header(), ids);
        if (written.isPresent()) {
            return written.get().blocks();
        }
        try (Disk.DiskFile file = SegmentFiles.openToRead(disk, segment.header().number())) {
            return SegmentContents.ofFull(file, segment.header(), segment.endOffset(), ids)
                    .index()
                    .blocks();
        }
    }
}
