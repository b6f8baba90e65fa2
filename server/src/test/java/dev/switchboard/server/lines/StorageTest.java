package dev.switchboard.server.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The directory that a server keeps its messages in.
class StorageTest {
    @TempDir
    private Path data;

    @Test
    void aDirectoryThatAServerUsesIsRefusedToASecondOne() throws Exception {
        try (LinesServer first = LinesServer.start(data, Model.VIRTUAL);
                LinesClient client = first.connect(0)) {
            assertThatIOException()
                    .isThrownBy(() -> LinesServer.start(data, Model.SELECT))
                    .withMessageContaining(data.toString());
            client.send("still here\n").receipt("still here");
        }
    }

    @Test
    void theNextServerGoesOnWhereTheLastOneStopped() throws Exception {
        long first;
        try (LinesServer server = LinesServer.start(data, Model.VIRTUAL);
                LinesClient client = server.connect(0)) {
            first = client.send("one\n").receipt("one");
            client.close();
        }
        try (LinesServer server = LinesServer.start(data, Model.SELECT);
                LinesClient client = server.connect(0)) {
            client.send("two\n/last 9\n");
            assertThat(client.receipt("two")).isGreaterThan(first);
            assertThat(client.line()).endsWith("> one");
            assertThat(client.line()).endsWith("> two");
            client.expect("* 2 of main");
        }
    }

    @Test
    void aServerThatStoresNothingMakesNoDirectory() throws Exception {
        Path absent = data.resolve("absent");
        try (LinesServer server = LinesServer.start(absent, "echo:0")) {
            assertThat(server.events().all(ServingEvent.class)).isEmpty();
        }
        assertThat(Files.exists(absent)).isFalse();
    }

    @Test
    void aDirectoryIsMadeWithItsParents() throws Exception {
        Path deep = data.resolve("a/b/c");
        try (LinesServer server = LinesServer.start(deep, Model.VIRTUAL);
                LinesClient client = server.connect(0)) {
            client.send("x\n").receipt("x");
        }
        assertThat(Files.isDirectory(deep)).isTrue();
    }
}
