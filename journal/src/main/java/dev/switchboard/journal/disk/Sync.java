package dev.switchboard.journal.disk;

/// When a message counts as stored.
public enum Sync {
    /// When it is on the disk: it survives the end of the program, a crash of the machine and a power cut.
    FORCE,
    /// When the kernel has it: it survives the end of the program, in any way; not a crash of the machine or a power
    /// cut.
    NONE
}
