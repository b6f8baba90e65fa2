package dev.switchboard.journal.disk;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/// The indexes of segments, read when needed and shared by all who read there. Those used last stay in memory, since a
/// search goes to and fro. Thread-safe.
final class Indexes {
    /// Each takes some 50 KiB for a segment of 64 MiB.
    static final int KEPT_MAX = 64;

    private final Disk disk;
    private final ChannelIds ids;
    private final Map<Segment, WeakReference<BlockIndex>> shared = new WeakHashMap<>();
    /// The one used last at its end.
    private final LinkedHashSet<BlockIndex> kept = new LinkedHashSet<>();

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
        kept.addLast(known);
        if (kept.size() > KEPT_MAX) {
            kept.removeFirst();
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
