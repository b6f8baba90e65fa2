package dev.switchboard.journal.disk;

import java.io.IOException;
import java.util.function.Consumer;

/// Looks at every byte of a compressed segment's file, and tells what is not as it was written.
final class CompressedVerification {
    private final CompressedSegment segment;
    private final Consumer<Problem> problems;

    CompressedVerification(CompressedSegment segment, Consumer<Problem> problems) {
        this.segment = segment;
        this.problems = problems;
    }

    /// Returns whether all frames are as they were written.
    ///
    /// @throws IOException when the disk fails, or zstd cannot be used
    boolean run() throws IOException {
        FrameTable table = segment.table();
        for (long at : segment.tablesAt()) {
            if (!segment.hasTableAt(at)) {
                tell(at, Problem.Kind.HEADER, "a copy of the table is not what was written");
            }
        }
        long more = segment.storedBytes() - table.fileBytes();
        if (more > 0) {
            tell(table.fileBytes(), Problem.Kind.LEFTOVER, "%d bytes are too many".formatted(more));
        }
        boolean whole = true;
        for (int i = 0; i < table.frames(); i++) {
            if (!segment.isWhole(i)) {
                whole = false;
                String words = "a frame of %d bytes, which holds bytes %d to %d of the segment, is not what was written"
                        .formatted(
                                table.length(i), table.plainStart(i), table.plainStart(i) + table.plainLength(i) - 1);
                tell(table.start(i), Problem.Kind.DAMAGE, words);
            }
        }
        return whole;
    }

    private void tell(long position, Problem.Kind kind, String words) {
        problems.accept(new Problem(segment.name(), position, kind, words));
    }
}
