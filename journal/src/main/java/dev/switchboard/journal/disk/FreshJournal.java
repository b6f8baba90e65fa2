package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was in a directory before a journal was opened there, so that a journal that came to nothing can be taken away.
public final class FreshJournal {
    private final Path directory;
    private final @Nullable Path existing;
    private final Set<String> namesBefore;
    private final @Nullable Path madeBeside;

    private FreshJournal(Path directory, @Nullable Path existing, Set<String> namesBefore, @Nullable Path madeBeside) {
        this.directory = directory;
        this.existing = existing;
        this.namesBefore = namesBefore;
        this.madeBeside = madeBeside;
    }

    /// Looks at the directory, which need not be there; to be called before the journal is opened.
    ///
    /// @param beside a directory in it of files that are worth nothing without the journal, and made after it
    /// @throws IOException when the disk fails
    public static FreshJournal before(Path directory, String beside) throws IOException {
        Path absolute = directory.toAbsolutePath();
        Path files = absolute.resolve(beside);
        @Nullable Path existing = absolute;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        Set<String> names = Files.isDirectory(absolute) ? Set.copyOf(new PathDisk(absolute).list()) : Set.of();
        return new FreshJournal(absolute, existing, names, Files.exists(files) ? null : files);
    }

    /// Deletes what opening the journal has made, files and directories, unless there was a journal before,
    /// or a message is stored, or another server is at work there; to be called when the journal is closed.
    ///
    /// @throws IOException when the disk fails
    public void discardIfEmpty() throws IOException {
        if (Files.isDirectory(directory)
                && SegmentFiles.numbers(List.copyOf(namesBefore)).isEmpty()) {
            PathDisk disk = new PathDisk(directory);
            try (Disk.Hold hold = disk.hold()) {
                if (StoredJournal.open(disk).endOffset() == 0) {
                    deleteFiles(disk);
                }
            } catch (JournalInUseException e) {
                return; // It is another server's now.
            }
        }
        deleteDirectories();
    }

    private void deleteFiles(PathDisk disk) throws IOException {
        for (String name : disk.list()) {
            if (!namesBefore.contains(name) && FileNames.isOfJournal(name)) {
                disk.delete(name);
            }
        }
        if (madeBeside != null && Files.isDirectory(madeBeside)) {
            PathDisk files = new PathDisk(madeBeside);
            for (String name : files.list()) {
                files.delete(name);
            }
            Files.delete(madeBeside);
        }
    }

    /// Those that were made; as far as nobody else has put something there.
    private void deleteDirectories() throws IOException {
        @Nullable Path made = directory;
        try {
            while (made != null && !made.equals(existing)) {
                Files.deleteIfExists(made);
                made = made.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // It holds something that is not of this journal, or a journal with messages.
        }
    }
}
