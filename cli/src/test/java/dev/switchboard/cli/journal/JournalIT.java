package dev.switchboard.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.journal.Publication;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.testkit.Command.Result;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands that read a journal's files, as users run them.
class JournalIT {
    private static final long MICROS = 1_795_262_400_123_456L; // 2026-11-21T12:00:00.123456Z

    @TempDir
    Path directory;

    private record Message(Batch batch) implements Publication {
        @Override
        public void stored(StoredBatch stored) {}

        @Override
        public void refused(String problem) {
            throw new AssertionError(problem);
        }
    }

    private static Message message(String channel, byte[] payload) {
        ChannelName name = ChannelName.of(channel).orElseThrow();
        ProducerId producer = channel.equals("p") ? new ProducerId("me") : null;
        var batch =
                new Batch(name, new Sender("127.0.0.1:5"), producer, MICROS, payload, new int[] {payload.length}, 1);
        return new Message(batch);
    }

    private DiskJournal write() throws IOException {
        DiskJournal journal = DiskJournal.open(directory, JournalOptions.DEFAULT, event -> {}, () -> {});
        journal.append(message("main", "größer\tals\n\u001b[31m\\".getBytes(StandardCharsets.UTF_8)));
        journal.append(message("p", new byte[] {'a', (byte) 0xff, 0}));
        return journal;
    }

    @Test
    void dumpPrintsAMessageALineWithControlsEscaped() throws IOException {
        write().close();
        Result result = SwitchboardProcess.run("journal", "dump", directory.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("""
                        0\t2026-11-21T12:00:00.123456Z\tmain\t127.0.0.1:5\tgrößer\\tals\\n\\x1b[31m\\\\
                        1\t2026-11-21T12:00:00.123456Z\tp\t127.0.0.1:5\ta\\xff\\x00
                        """);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void dumpPrintsJson() throws IOException {
        write().close();
        Result result = SwitchboardProcess.run("journal", "dump", "--json", "--from", "1", directory.toString());
        assertThat(result.out())
                .isEqualTo("{\"offset\":1,\"time\":\"2026-11-21T12:00:00.123456Z\",\"channel\":\"p\","
                        + "\"sender\":\"127.0.0.1:5\",\"producer\":\"me\",\"base64\":\"Yf8A\"}\n");
        result = SwitchboardProcess.run("journal", "dump", "--json", "--channel", "main", directory.toString());
        assertThat(result.out())
                .endsWith("\"text\":\"größer\\tals\\n\\u001B[31m\\\\\"}\n")
                .hasLineCount(1);
    }

    @Test
    void allCommandsReadBesideARunningServer() throws IOException {
        try (DiskJournal journal = write()) {
            while (journal.endOffset() < 2) {
                Thread.onSpinWait();
            }
            assertThat(SwitchboardProcess.run("journal", "dump", directory.toString())
                            .out())
                    .hasLineCount(2);
            Result verified = SwitchboardProcess.run("journal", "verify", directory.toString());
            assertThat(verified.out()).startsWith("all is well: messages 2, segments 1, bytes ");
            assertThat(verified.exitCode()).isZero();
            assertThat(SwitchboardProcess.run("journal", "stat", directory.toString())
                            .out())
                    .contains("start 0\n", "end 2\n", "segments 1\n", "channels main p\n");
        }
    }

    @Test
    void damageIsFoundAndTold() throws IOException {
        write().close();
        Path segment = directory.resolve("0000000001.segment");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[1024 + 60] ^= 1;
        Files.write(segment, bytes);
        Result verified = SwitchboardProcess.run("journal", "verify", directory.toString());
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out())
                .startsWith("0000000001.segment:1024: damage: ")
                .hasLineCount(1);
        Result dumped = SwitchboardProcess.run("journal", "dump", directory.toString());
        assertThat(dumped.exitCode()).isEqualTo(1);
        assertThat(dumped.out()).startsWith("1\t").hasLineCount(1);
        assertThat(dumped.err()).isEqualTo("switchboard: messages #0 to #0 are damaged in the journal\n");
        Result exported = SwitchboardProcess.run("export", "--data", directory.toString());
        assertThat(exported.exitCode()).isEqualTo(1);
        assertThat(exported.err()).contains("messages #0 to #0 are damaged in the journal");
        assertThat(Files.readAllBytes(segment)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "journal                            | say what to do: verify, dump or stat",
                "journal verify                     | Missing required parameter: 'DIR'",
                "journal verify /nowhere            | there is no journal in '/nowhere'",
                "journal dump --channel a/b /tmp    | no channel can be called 'a/b'",
                "journal dump --from -1 /tmp        | an offset is at least 0, not -1",
            })
    void wrongUsageIsOneLineAndAHint(String args, String problem) throws IOException {
        Result result = SwitchboardProcess.run(args.split(" +", -1));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(problem).hasLineCount(2);
    }
}
