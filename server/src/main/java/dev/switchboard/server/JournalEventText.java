package dev.switchboard.server;

import dev.switchboard.journal.disk.JournalEvent;

/// What happens in a journal as a line of the log.
public final class JournalEventText {
    private JournalEventText() {}

    /// The line, without its end.
    public static String of(JournalEvent event) {
        return switch (event) {
            case JournalEvent.TailDropped e ->
                ("journal tail dropped file=%s position=%d bytes=%d end=#%d: it was not written to its end,"
                                + " and nobody had a receipt for it")
                        .formatted(e.file(), e.position(), e.bytes(), e.offset());
            case JournalEvent.Damaged e ->
                "journal damaged file=%s position=%d bytes=%d missing=#%d..#%d: run `switchboard journal verify`"
                        .formatted(
                                e.file(),
                                e.position(),
                                e.bytes(),
                                e.missing().from(),
                                e.missing().to() - 1);
            case JournalEvent.Unreadable e ->
                "journal file not readable file=%s problem=%s".formatted(e.file(), EventText.quoted(e.problem()));
            case JournalEvent.Rebuilt e -> "journal file made anew file=%s".formatted(e.file());
            case JournalEvent.Refusing e ->
                "journal refuses messages problem=%s".formatted(EventText.quoted(e.problem()));
            case JournalEvent.Storing e -> "journal stores messages again";
            case JournalEvent.Removed e ->
                "journal segment removed file=%s offsets=#%d..#%d".formatted(e.file(), e.from(), e.to() - 1);
            case JournalEvent.Compressed e ->
                "journal segment compressed file=%s bytes=%d before=%d"
                        .formatted(e.file(), e.storedBytes(), e.plainBytes());
            case JournalEvent.UpkeepFailed e ->
                "journal upkeep failed what=%s problem=%s"
                        .formatted(EventText.quoted(e.what()), EventText.quoted(e.problem()));
            case JournalEvent.Defect e ->
                "defect at=%s cause=%s"
                        .formatted(e.where(), EventText.quoted(e.cause().toString()));
        };
    }
}
