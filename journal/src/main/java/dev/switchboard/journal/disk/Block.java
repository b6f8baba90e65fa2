package dev.switchboard.journal.disk;

/// A run of whole records in a segment, as its index has it.
///
/// @param position of the first record
/// @param end behind the last record
/// @param firstOffset of the first record
record Block(long position, long end, long firstOffset) {
    /// A block ends when this many bytes after its beginning are reached.
    static final int BYTES = 64 << 10;
}
