package dev.switchboard.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The ranges of several files, and those that are in no file yet. Immutable.
final class IndexedRanges implements Ranges {
    /// Each at least one range, without holes within; in order, without overlap.
    private final List<List<Range>> parts;

    /// @param files in order, without overlap
    /// @param growing what is in no file yet; possibly empty
    IndexedRanges(Iterable<WordFile> files, List<Range> growing) {
        List<List<Range>> all = new ArrayList<>();
        boolean placed = growing.isEmpty();
        for (WordFile file : files) {
            if (!placed && growing.getFirst().from() < file.from()) {
                all.add(List.copyOf(growing));
                placed = true;
            }
            all.add(file.ranges());
        }
        if (!placed) {
            all.add(List.copyOf(growing));
        }
        this.parts = List.copyOf(all);
    }

    @Override
    public @Nullable Range holding(long offset) {
        int place = floor(parts, offset, part -> part.getFirst().from());
        if (place < 0) {
            return null;
        }
        List<Range> part = parts.get(place);
        Range range = part.get(floor(part, offset, Range::from));
        return offset < range.to() ? range : null;
    }

    @Override
    public long endBelow(long offset) {
        int place = floor(parts, offset, part -> part.getFirst().from());
        return place < 0 ? 0 : parts.get(place).getLast().to();
    }

    @Override
    public long startAbove(long offset) {
        int place = floor(parts, offset, part -> part.getFirst().from()) + 1;
        return place == parts.size()
                ? Long.MAX_VALUE
                : parts.get(place).getFirst().from();
    }

    @Override
    public long offsets() {
        return parts.stream()
                .mapToLong(part -> part.getLast().to() - part.getFirst().from())
                .sum();
    }

    /// The place of the last one that begins at this offset or before; -1 when there is none.
    private static <T> int floor(List<T> all, long offset, ToLongFunction<T> start) {
        int low = 0;
        int high = all.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (start.applyAsLong(all.get(middle)) <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
