package dev.switchboard.cli.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A disk that is really full when it is to be. Wants root.
public final class SmallDisk implements AutoCloseable {
    private static final int CHANNEL_COLUMN = 2;
    private static final int TEXT_COLUMN = 4;

    private final Path disk;
    private final Path ballast;

    /// Mounts it below a directory.
    ///
    /// @param size as `mount` takes it, such as `24m`
    public SmallDisk(Path directory, String size) throws IOException {
        disk = Files.createDirectory(directory.resolve("disk"));
        ballast = disk.resolve("ballast");
        Command.run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString())
                .assertSucceeded();
    }

    /// A directory for a journal.
    public Path data() {
        return disk.resolve("data");
    }

    /// The journal has the zeros that it wrote ahead, 4 MiB, and no more.
    public void leaveNothingFree() throws IOException {
        String bytes = Long.toString(disk.toFile().getUsableSpace());
        Command.run("fallocate", "-l", bytes, ballast.toString()).assertSucceeded();
    }

    /// Undoes [#leaveNothingFree].
    public void makeRoom() throws IOException {
        Files.delete(ballast);
    }

    /// The texts of a channel in the journal.
    public List<String> stored(String channel) throws IOException {
        return SwitchboardProcess.run("journal", "dump", data().toString())
                .assertSucceeded()
                .out()
                .lines()
                .map(line -> line.split("\t", -1))
                .filter(columns -> columns[CHANNEL_COLUMN].equals(channel))
                .map(columns -> columns[TEXT_COLUMN])
                .toList();
    }

    @Override
    public void close() throws IOException {
        assertThat(Command.run("umount", disk.toString()).exitCode()).isZero();
    }
}
