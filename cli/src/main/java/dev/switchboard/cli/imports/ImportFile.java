package dev.switchboard.cli.imports;

import dev.switchboard.cli.terminal.StandardStreams;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A file that is imported.
///
/// @param name as it is called in what is said
/// @param path null for standard input
record ImportFile(String name, @Nullable Path path) {
    static final String STANDARD_INPUT = "-";

    /// The file of this name on the command line.
    ///
    /// @throws java.nio.file.InvalidPathException when no file can be called so
    static ImportFile of(String argument) {
        return argument.equals(STANDARD_INPUT)
                ? new ImportFile("standard input", null)
                : new ImportFile(argument, Path.of(argument));
    }

    /// Why it cannot be read, or null. Does not open it: that would end the program at the other end of a pipe.
    @Nullable
    String problem() {
        if (path == null) {
            return null;
        }
        if (Files.isDirectory(path)) {
            return "Is a directory";
        }
        if (!Files.exists(path)) {
            return "No such file or directory";
        }
        return Files.isReadable(path) ? null : "Permission denied";
    }

    /// How many bytes it has on the disk; nothing when it is no regular file.
    OptionalLong bytes() {
        if (path == null) {
            return StandardStreams.inputFileBytes();
        }
        try {
            return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // it is gone, as reading it will tell
        }
    }

    /// Its bytes as they are on the disk.
    InputStream open() throws IOException {
        if (path == null) {
            return StandardStreams.input();
        }
        String problem = problem();
        if (problem != null) {
            throw new IOException(problem);
        }
        return new FileInputStream(path.toFile());
    }
}
