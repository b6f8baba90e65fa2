package dev.switchboard.journal.disk;

import java.io.IOException;

/// Another server writes to this journal.
public final class JournalInUseException extends IOException {
    JournalInUseException(Object directory) {
        super("another server uses the journal in " + directory);
    }
}
