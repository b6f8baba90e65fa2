package dev.switchboard.search;

/// How an index is cut.
///
/// @param rangeBytes a range is full with so much payload; larger ones take less room together, smaller ones are
///     read faster
/// @param fileBytes ranges with so much payload together make a file; what is in no file yet is indexed again at the
///     next start
record IndexSizes(int rangeBytes, long fileBytes) {
    /// Ranges of 256 KiB, files of 16 MiB.
    static final IndexSizes DEFAULT = new IndexSizes(256 << 10, 16 << 20);
}
