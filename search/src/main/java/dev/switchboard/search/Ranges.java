package dev.switchboard.search;

import org.jspecify.annotations.Nullable;

/// What is indexed of a journal at one moment: ranges that do not overlap, with holes between them.
/// Immutable.
interface Ranges {
    /// Nothing is indexed.
    Ranges NONE = new Ranges() {
        @Override
        public @Nullable Range holding(long offset) {
            return null;
        }

        @Override
        public long endBelow(long offset) {
            return 0;
        }

        @Override
        public long startAbove(long offset) {
            return Long.MAX_VALUE;
        }

        @Override
        public long offsets() {
            return 0;
        }
    };

    /// The range that has this offset; null when it is in a hole.
    @Nullable
    Range holding(long offset);

    /// Where the hole begins that this offset is in: behind the last range before it, or 0.
    long endBelow(long offset);

    /// Where the hole ends that this offset is in: the first range behind it, or the greatest number.
    long startAbove(long offset);

    /// How many offsets are in ranges.
    long offsets();
}
