package dev.switchboard.journal.disk;

import java.io.IOException;

/// Nothing of a compressed segment can be read, since neither copy of its table is what was written.
final class UnreadableSegmentException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableSegmentException(String name) {
        super(name + ": neither copy of its table is valid");
    }
}
