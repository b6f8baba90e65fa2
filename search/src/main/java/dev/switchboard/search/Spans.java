package dev.switchboard.search;

/// Cuts what is searched into spans, each to be read or to be passed over, as the index has it. Not
/// thread-safe.
final class Spans {
    /// What is read of a hole at a time, going backwards; about, since it is only known afterwards.
    static final int HOLE_BYTES = 1 << 20;

    private static final long HOLE_MESSAGES_FIRST = 1_024;
    private static final long HOLE_MESSAGES_MAX = 1 << 16;

    /// Consecutive offsets.
    ///
    /// @param toRead whether messages that are wanted may be there
    /// @param toCount whether all of them are there and wanted
    record Span(long from, long to, boolean toRead, boolean toCount) {}

    private final Ranges ranges;
    private final Probe probe;
    private final long start;
    private final long end;
    private long holeMessages = HOLE_MESSAGES_FIRST;

    Spans(Ranges ranges, Probe probe, long start, long end) {
        this.ranges = ranges;
        this.probe = probe;
        this.start = start;
        this.end = end;
    }

    /// The span that ends at this offset, which is above the start.
    Span before(long offset) {
        Range range = ranges.holding(offset - 1);
        if (range == null) {
            long from = Math.max(Math.max(start, ranges.endBelow(offset - 1)), offset - holeMessages);
            return new Span(from, offset, true, false);
        }
        return new Span(Math.max(start, range.from()), offset, probe.mayBeIn(range), false);
    }

    /// The span that begins at this offset, which is below the end. What is next to each other and to be
    /// read is one, up to a hole's end.
    Span after(long offset) {
        Range range = ranges.holding(offset);
        if (range == null) {
            return new Span(offset, Math.min(end, ranges.startAbove(offset)), true, false);
        }
        boolean toCount = probe.isAllOf(range);
        boolean toRead = toCount || probe.mayBeIn(range);
        long to = range.to();
        while (toRead && !toCount && to < end) {
            Range next = ranges.holding(to);
            if (next == null || probe.isAllOf(next) || !probe.mayBeIn(next)) {
                break;
            }
            to = next.to();
        }
        return new Span(offset, Math.min(end, to), toRead, toCount);
    }

    /// Makes the next span of a hole smaller or larger, by what was read of this one.
    void learn(Span span, long bytes) {
        long messages = span.to() - span.from();
        if (bytes > 0 && messages > 0) {
            long fitting = messages * HOLE_BYTES / bytes;
            holeMessages = Math.clamp(fitting, 1, HOLE_MESSAGES_MAX);
        }
    }
}
