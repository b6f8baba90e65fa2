package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.journal.disk.PathDisk;
import dev.switchboard.journal.disk.StoredJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A start that fails, since a port is taken, leaves the disk as it was.
@Timeout(60)
class FailedStartTest {
    @TempDir
    Path directory;

    private static Switchboard start(Path data, String listener) throws IOException {
        Storage storage = new Storage(data, JournalOptions.DEFAULT, event -> {}, event -> {});
        return Switchboard.start(ServerConfig.of(listener)
                .withGrace(Duration.ZERO)
                .withStorage(storage)
                .withEvents(event -> {}));
    }

    private static void failToStart(Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            assertThatIOException()
                    .isThrownBy(() -> start(data, "lines:" + taken.getLocalPort()))
                    .withMessageContaining("Address already in use")
                    .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theDirectoriesThatItMadeAreGone() throws IOException {
        failToStart(directory.resolve("some/where/data"));
        assertThat(names(directory)).isEmpty();
    }

    @Test
    void whatWasInTheDirectoryBeforeStays() throws IOException {
        Files.writeString(directory.resolve("notes"), "mine");
        failToStart(directory);
        assertThat(names(directory)).containsExactly("notes");
    }

    @Test
    void aJournalThatWasThereBeforeStays() throws IOException {
        start(directory, "lines:0").close();
        List<String> before = new ArrayList<>(names(directory));
        failToStart(directory);
        assertThat(names(directory)).isEqualTo(before).contains("0000000001.segment");
        assertThat(StoredJournal.open(new PathDisk(directory)).segmentCount()).isEqualTo(1);
    }
}
