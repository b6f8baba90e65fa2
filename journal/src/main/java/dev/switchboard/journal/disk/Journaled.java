package dev.switchboard.journal.disk;

/// What the parts of one open journal share.
record Journaled(
        Disk disk,
        JournalOptions options,
        JournalEvents events,
        MicrosClock clock,
        ChannelIds ids,
        Producers producers,
        Segments segments) {}
