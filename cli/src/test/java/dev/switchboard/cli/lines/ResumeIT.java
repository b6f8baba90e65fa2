package dev.switchboard.cli.lines;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A producer whose connections break, or whose server is killed, has each of its messages in the journal once.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResumeIT {
    private static final String ID = "job-17";
    private static final int LINES = 20_000;
    private static final int CUTS = 6;
    private static final int KILLS = 4;
    private static final int TEXT_COLUMN = 4;

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void afterResetsBeforeAnyReceiptWasRead(Model model) throws Exception {
        try (SwitchboardProcess server = serve("lines:0,model=" + model.word())) {
            int port = server.port(0);
            long durable = 0;
            for (int cut = 1; cut <= CUTS; cut++) {
                try (Talk talk = Talk.with(port)) {
                    durable = resume(talk, durable);
                    talk.send(lines(durable, Math.max(durable, (long) cut * LINES / CUTS)));
                    talk.reset();
                }
            }
            sendTheRest(port, durable);
            assertEachIsStoredOnce();
        }
    }

    @Test
    void afterTheServerWasKilled() throws Exception {
        long durable = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (SwitchboardProcess server = serve("lines:0");
                    Talk talk = Talk.with(server.port(0))) {
                durable = resume(talk, durable);
                talk.send(lines(durable, durable + 2_000));
                for (int receipt = 0; receipt < kill * 100; receipt++, durable++) {
                    assertThat(talk.receipt()).isNotNull();
                }
                server.signal("KILL");
                server.awaitExit();
            }
        }
        try (SwitchboardProcess server = serve("lines:0")) {
            sendTheRest(server.port(0), durable);
            assertEachIsStoredOnce();
        }
    }

    @Test
    void aSendThatOutlivesItsServersStoresEachLineOnce() throws Exception {
        SwitchboardProcess server = serve("lines:0");
        int port = server.port(0);
        try (RunningProcess send = send(port)) {
            int part = LINES / (KILLS + 1);
            send.type(lines(0, part));
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitStored(port, (long) (kill - 1) * part + 1);
                server.close();
                send.type(lines((long) kill * part, (long) (kill + 1) * part));
                server = serve("lines:" + port);
            }
            send.endInput();
            assertThat(send.awaitExit()).as(send.err()).isZero();
            assertThat(send.err()).isEmpty();
            assertEachIsStoredOnce();
        } finally {
            server.close();
        }
    }

    /// @param receipts how many messages are known to be durable
    /// @return how many are
    private static long resume(Talk talk, long receipts) throws IOException {
        talk.send("/resume " + ID + "\n");
        String answer = String.valueOf(talk.line());
        String form = "* resumed " + ID + " at ";
        assertThat(answer).startsWith(form);
        long durable = Long.parseLong(answer.substring(form.length()));
        assertThat(durable).isBetween(receipts, (long) LINES);
        return durable;
    }

    private static void sendTheRest(int port, long receipts) throws IOException {
        try (Talk talk = Talk.with(port)) {
            long durable = resume(talk, receipts);
            talk.send(lines(durable, LINES));
            talk.endOutput();
            for (long number = durable; number < LINES; number++) {
                assertThat(requireNonNull(talk.receipt()).text()).isEqualTo("line " + number);
            }
            assertThat(talk.line()).isNull();
        }
    }

    private static void awaitStored(int port, long messages) throws IOException {
        try (Talk talk = Talk.with(port)) {
            talk.send("/listen main 0\n");
            talk.expect("* listening to main from #0");
            for (long i = 0; i < messages; i++) {
                assertThat(talk.delivery().text()).isEqualTo("line " + i);
            }
        }
    }

    private void assertEachIsStoredOnce() throws IOException {
        List<String> stored = SwitchboardProcess.run("journal", "dump", "--channel", "main", data.toString())
                .assertSucceeded()
                .out()
                .lines()
                .map(line -> line.split("\t", -1)[TEXT_COLUMN])
                .toList();
        assertThat(stored).isEqualTo(lines(0, LINES).lines().toList());
    }

    private SwitchboardProcess serve(String listener) throws IOException {
        return SwitchboardProcess.serve("-l", listener, "--data", data.toString());
    }

    private static RunningProcess send(int port) throws IOException {
        List<String> command = List.of(SwitchboardProcess.launcher().toString(), "send", "127.0.0.1:" + port);
        return RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"));
    }

    /// The producer's messages from one number to before another, a line each.
    private static String lines(long from, long to) {
        return IntStream.range((int) from, (int) to)
                .mapToObj(number -> "line " + number + "\n")
                .collect(Collectors.joining());
    }
}
