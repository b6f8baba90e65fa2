package dev.switchboard.lab.show;

import static dev.switchboard.lab.show.Reports.CLIENT;
import static dev.switchboard.lab.show.Reports.SERVER;
import static dev.switchboard.lab.show.Reports.act;
import static dev.switchboard.lab.show.Reports.at;
import static dev.switchboard.lab.show.Reports.call;
import static dev.switchboard.lab.show.Reports.report;
import static dev.switchboard.lab.show.Reports.scene;
import static dev.switchboard.lab.show.Reports.server;
import static dev.switchboard.lab.show.Reports.toClient;
import static dev.switchboard.lab.show.Reports.toServer;
import static dev.switchboard.lab.show.Reports.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Report;
import dev.switchboard.posix.TcpState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
    private static final String ESCAPE = "\u001b";

    @ParameterizedTest
    @ValueSource(ints = {0, 80, 81, 100, 163})
    void noLineIsWiderThanTheTerminal(int width) throws IOException {
        assertThat(print(Reports.full(), width, false).lines())
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(Math.max(80, width)))
                .noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void wideAndLongTextStaysWithinTheWidth() throws IOException {
        Report report = report(scene(
                new Entry.Said(at(0), SERVER, "漢字".repeat(90)), act(1, "x".repeat(500)), act(2, "long ".repeat(99))));
        assertThat(print(report, 80, false).lines())
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(80));
    }

    @Test
    void thereAreColoursOnlyWhenToldAndTheTextIsTheSame() throws IOException {
        String plain = print(Reports.full(), 80, false);
        String coloured = print(Reports.full(), 80, true);
        assertThat(plain).doesNotContain(ESCAPE);
        assertThat(coloured).contains(ESCAPE + "[31m").contains(ESCAPE + "[32m");
        assertThat(coloured.replaceAll(ESCAPE + "\\[\\d*m", "")).isEqualTo(plain);
    }

    @Test
    void aCallThatWaitsIsSeenAtItsStartAndAtItsReturn() throws IOException {
        List<String> lines = timeline(Reports.killed().entries().toArray(Entry[]::new));
        int start = indexOf("recv …", lines);
        int kill = indexOf("— kill -9 client —", lines);
        int end = indexOf("recv → 0 (end)", lines);
        assertThat(start).isLessThan(kill);
        assertThat(kill).isLessThan(end);
        assertThat(lines.get(kill)).startsWith("  5011.9 ");
        assertThat(String.join("\n", lines)).contains("recv → 0 (end), 5.01 s");
    }

    @Test
    void aCallThatNeverReturnsSaysSoAtTheEnd() throws IOException {
        List<String> lines = timeline(waiting(0, SERVER, "recv"), act(50, "the end"));
        assertThat(lines.get(1)).startsWith("     0.0").endsWith("recv …");
        assertThat(lines.getLast()).startsWith("    50.0").endsWith("recv still waits");
    }

    @Test
    void whatHappensTogetherInDifferentColumnsSharesALine() throws IOException {
        assertThat(timeline(
                                call(0, 0.1, CLIENT, "close", "", ""),
                                toServer(0.05, 50123, "FIN ACK", 0),
                                call(0.06, 0.2, SERVER, "recv", "", "0 (end)"))
                        .get(1))
                .matches(" {5}0\\.0 close {18}─+FIN ACK─+▶ recv → 0 \\(end\\)");
    }

    @Test
    void anAnswerIsBehindWhatItAnswers() throws IOException {
        List<String> lines = timeline(
                toServer(0, 50123, "PSH ACK", 13),
                toClient(0.1, 50123, "RST", 0),
                call(0.15, 0.2, CLIENT, "recv", "", "ECONNRESET"));
        assertThat(lines.get(1)).contains("PSH ACK 13 B─").endsWith("▶");
        assertThat(lines.get(2)).contains("recv → ECONNRESET").contains("◀─").contains("─RST─");
    }

    @Test
    void bothEndsStandBesideEachOtherAndOnlyWhenTheyChange() throws IOException {
        List<String> lines = timeline(
                server(0, 50123, TcpState.ESTABLISHED, 0, 0),
                Reports.client(0, CLIENT, 50123, TcpState.ESTABLISHED),
                server(1, 50123, TcpState.ESTABLISHED, 0, 0),
                Reports.client(2, CLIENT, 50123, TcpState.FIN_WAIT2),
                server(2, 50123, TcpState.CLOSE_WAIT, 13, 0),
                Reports.client(3, CLIENT, 50123, null));
        assertThat(lines.stream().map(String::strip))
                .containsExactly(
                        "ms client                                           server",
                        "0.0                        ESTABLISHED | ESTABLISHED",
                        "2.0                          FIN_WAIT2 | CLOSE_WAIT",
                        "| in 13",
                        "3.0                                  - | CLOSE_WAIT",
                        "| in 13",
                        Rows.QUEUES);
    }

    @Test
    void aListeningSocketShowsHowManyWaitOfHowMany() throws IOException {
        assertThat(timeline(Reports.listening(0, 2, 1)).get(1)).endsWith("   LISTEN 2/1");
    }

    @Test
    void severalClientsAreNamed() throws IOException {
        String text = String.join("\n", timeline(Reports.twoClients().entries().toArray(Entry[]::new)));
        assertThat(text)
                .contains("A, B")
                .contains("A connect")
                .contains("B recv …")
                .contains("─A SYN─")
                .contains("B ESTABLISHED | ESTABLISHED")
                .contains("LISTEN 1/2")
                .contains("B recv still waits");
    }

    @Test
    void hundredsOfTheSameAreToldAsOne() throws IOException {
        List<String> lines = timeline(Reports.many().entries().toArray(Entry[]::new));
        assertThat(lines).hasSizeLessThan(60);
        assertThat(String.join("\n", lines))
                .contains("… 496 more sends, 6448")
                .contains("… 497 more sends, 6461")
                .contains("… 497 more recvs")
                .contains("… 497 more PSH ACK")
                .contains("— cut the cable —");
    }

    @Test
    void aSceneOfDifferentThingsIsBoundedToo() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            entries.add(call(i * 5, i * 5 + 3, i % 2 == 0 ? CLIENT : SERVER, "call" + i, "", "E" + i));
        }
        assertThat(timeline(entries.toArray(Entry[]::new)))
                .hasSizeLessThan(110)
                .anyMatch(line -> line.contains("more entries"));
    }

    @Test
    void nothingOfTheRecordIsObeyedByTheTerminal() throws IOException {
        String evil = "a\u001b[2Jb\r\n\u202ec\u009bd";
        Report report = new Report(
                evil,
                evil,
                evil,
                evil,
                List.of(scene(
                        evil,
                        List.of(
                                new Entry.Said(at(0), new Party(evil, CLIENT.side()), evil),
                                call(1, 1, SERVER, evil, evil, evil),
                                call(2, 3.5, SERVER, evil, evil, evil),
                                toServer(4, 50123, evil, 1),
                                act(5, evil)))),
                List.of(new Finding(evil, evil, evil, evil, Finding.Outcome.OTHERWISE)),
                List.of(evil));
        assertThat(print(report, 80, false).replace("\n", ""))
                .contains("\\x1b[2Jb\\r\\n\\u202ec\\u009bd")
                .matches("[^\\p{Cntrl}\\u0080-\\u009f\\u202e]*");
    }

    @Test
    void findingsAreTickedCrossedOrSaidNotToHaveRun() throws IOException {
        assertThat(print(Reports.full(), 80, false).lines().map(String::strip).toList())
                .containsSequence(
                        "✓ the server's recv after kill -9: 0 (end)",
                        "✗ the second send",
                        "expected: 0 (end)",
                        "observed: 27",
                        "– the cable is cut (not run: needs root)",
                        "note: no segments: a raw socket needs root",
                        "",
                        "crash: 1 of 3 as predicted, 1 otherwise, 1 not run");
    }

    private static List<String> timeline(Entry... entries) {
        return new SceneText(scene(entries), 80, false).lines();
    }

    private static int indexOf(String text, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError(text + " is not in\n" + String.join("\n", lines));
    }

    private static String print(Report report, int width, boolean colour) throws IOException {
        StringBuilder text = new StringBuilder();
        new Timeline(width, colour).print(report, text);
        return text.toString();
    }
}
