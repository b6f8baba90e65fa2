package dev.switchboard.cli.journal;

import dev.switchboard.journal.disk.Disk;
import dev.switchboard.journal.disk.PathDisk;
import dev.switchboard.journal.disk.StoredJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The directory that a command is told to read.
public final class JournalDirectory {
    private JournalDirectory() {}

    /// The files of the journal in a directory.
    ///
    /// @throws ParameterException when there is no journal
    public static Disk disk(Path directory, CommandSpec spec) throws IOException {
        Disk disk = new PathDisk(directory);
        if (!Files.isDirectory(directory) || !StoredJournal.isThere(disk)) {
            throw new ParameterException(spec.commandLine(), "there is no journal in '" + directory + "'");
        }
        return disk;
    }
}
