package dev.switchboard.journal.disk;

/// A file of zeros, forced, that can become the next segment.
record Spare(Disk.AppendFile file, long bytes) {}
