package dev.switchboard.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The programs that send syslog, under every serving model: what they send is stored as it came, without its framing.
@Tag("T5")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SyslogClientsIT {
    private static final int LOGGED_LINES = 1_000;
    private static final int GENERATED = 10_000;
    private static final int GENERATED_DATAGRAMS = 1_000;
    private static final int SEQUENCE_DIGITS = 10;

    @TempDir
    private static Path data;

    private static SyslogListeners listeners;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws IOException {
        listeners = SyslogListeners.start(data);
    }

    @AfterAll
    static void stop() {
        listeners.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void loggerInEveryForm(Model model) throws Exception {
        try (Stored stored = listeners.stored(model.word())) {
            for (LoggerForm form : LoggerForm.values()) {
                for (String framing : List.of("-T", "-T --octet-count")) {
                    form.log("text " + framing, framing.split(" "), listeners.port(model));
                    assertThat(stored.next()).matches(form.pattern("text " + framing));
                }
            }
        }
    }

    @Test
    void loggerInEveryFormOverUdp() throws Exception {
        try (Stored stored = listeners.stored(SyslogListeners.DATAGRAMS)) {
            for (LoggerForm form : LoggerForm.values()) {
                form.log("text", new String[] {"-d"}, listeners.udpPort());
                assertThat(stored.next()).matches(form.pattern("text"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void everyLineOfAFileThatLoggerSends(Model model) throws Exception {
        List<String> lines =
                IntStream.range(0, LOGGED_LINES).mapToObj(i -> "line " + i).toList();
        Path file = Files.write(directory.resolve("file"), lines);
        for (String framing : List.of("-T", "-T --octet-count")) {
            try (Stored stored = listeners.stored(model.word())) {
                List<String> command = new ArrayList<>(List.of("logger", "--rfc5424=notime,nohost,notq", "-t", "door"));
                command.addAll(List.of(framing.split(" ")));
                command.addAll(List.of("-f", file.toString(), "-n", "127.0.0.1", "-P"));
                command.add(Integer.toString(listeners.port(model)));
                Command.run(command.toArray(String[]::new)).assertSucceeded();

                assertThat(stored.next(LOGGED_LINES))
                        .isEqualTo(lines.stream()
                                .map(line -> "<13>1 - - door - - - " + line)
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void pythonsHandler(Model model) throws Exception {
        try (Stored stored = listeners.stored(model.word())) {
            python("SOCK_STREAM", listeners.port(model));
            assertThat(stored.next(3)).containsExactly("<166>one größer", "<163>", "<162>three");
        }
    }

    @Test
    void pythonsHandlerOverUdp() throws Exception {
        try (Stored stored = listeners.stored(SyslogListeners.DATAGRAMS)) {
            python("SOCK_DGRAM", listeners.udpPort());
            assertThat(stored.next(3)).containsExactly("<166>one größer", "<163>", "<162>three");
        }
    }

    private static void python(String type, int port) throws IOException {
        String script = """
                import logging, socket, sys
                from logging.handlers import SysLogHandler
                handler = SysLogHandler(('127.0.0.1', int(sys.argv[2])), SysLogHandler.LOG_LOCAL4,
                                        getattr(socket, sys.argv[1]))
                log = logging.getLogger()
                log.setLevel(logging.INFO)
                log.addHandler(handler)
                log.info('one größer')
                log.error('')
                handler.append_nul = False
                handler.ident = ''
                log.critical('three')
                """;
        Command.run("python3", "-X", "utf8", "-c", script, type, Integer.toString(port))
                .assertSucceeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"traditional", "octet-counted"})
    void rsyslogUnderEveryModelAtOnce(String framing) throws Exception {
        StringBuilder rules = new StringBuilder();
        List<Stored> channels = new ArrayList<>();
        for (Model model : SyslogListeners.models()) {
            rules.append(forward(listeners.port(model), "protocol=\"tcp\" TCP_Framing=\"" + framing + "\""));
            channels.add(listeners.stored(model.word()));
        }
        rules.append(forward(listeners.udpPort(), "protocol=\"udp\""));
        channels.add(listeners.stored(SyslogListeners.DATAGRAMS));
        try (LogDaemon rsyslog = LogDaemon.rsyslog(directory, rules.toString())) {
            rsyslog.log("one\ntwo\n");
            for (Stored channel : channels) {
                assertThat(channel.next()).matches("<13>[A-Z][a-z]{2} .{11} \\S+ door: +one");
                assertThat(channel.next()).matches("<13>[A-Z][a-z]{2} .{11} \\S+ door: +two");
            }
        } finally {
            for (Stored channel : channels) {
                channel.close();
            }
        }
    }

    private static String forward(int port, String how) {
        return """
                action(type="omfwd" target="127.0.0.1" port="%d" template="RSYSLOG_TraditionalForwardFormat" %s)
                """.formatted(port, how);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void loggenLosesNothingOverTcp(Model model) throws Exception {
        for (String framing : List.of("-S", "-SP", "-SPF")) {
            try (Stored stored = listeners.stored(model.word())) {
                generate(framing, GENERATED, listeners.port(model));
                assertThat(sequence(stored.next(GENERATED)))
                        .containsExactlyElementsOf(
                                IntStream.range(0, GENERATED).boxed().toList());
            }
        }
    }

    /// As many as this fit the receive buffer that a kernel gives by itself.
    @Test
    void loggenOverUdp() throws Exception {
        try (Stored stored = listeners.stored(SyslogListeners.DATAGRAMS)) {
            generate("-D", GENERATED_DATAGRAMS, listeners.udpPort());
            Set<Integer> numbers = new HashSet<>(sequence(List.of(stored.next())));
            assertThat(numbers).allMatch(number -> number < GENERATED_DATAGRAMS);
        }
    }

    private static void generate(String how, int count, int port) throws IOException {
        String options = "-i %s -Q -s 200 -r 1000000 -n %d 127.0.0.1 %d".formatted(how, count, port);
        List<String> command = new ArrayList<>(List.of(LogDaemon.unpacked("loggen")));
        command.addAll(List.of(options.split(" ")));
        Command.run(command.toArray(String[]::new)).assertSucceeded();
    }

    private static List<Integer> sequence(List<String> messages) {
        Set<Integer> numbers = new TreeSet<>();
        for (String message : messages) {
            int at = message.indexOf("seq: ") + "seq: ".length();
            assertThat(message).startsWith("<38>").hasSizeBetween(190, 210);
            numbers.add(Integer.parseInt(message, at, at + SEQUENCE_DIGITS, 10));
        }
        return List.copyOf(numbers);
    }
}
