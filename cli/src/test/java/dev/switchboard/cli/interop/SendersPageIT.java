package dev.switchboard.cli.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.joran.JoranConfigurator;
import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every snippet of `docs/senders.md` does what the page says.
@Tag("T5")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SendersPageIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)";
    private static final String OLD_TIME = "[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d";

    @TempDir
    private static Path data;

    private static SyslogListeners listeners;

    @TempDir
    private Path directory;

    private Stored overTcp;
    private Stored overUdp;

    @BeforeAll
    static void start() throws IOException {
        listeners = SyslogListeners.start(data);
    }

    @AfterAll
    static void stop() {
        listeners.close();
    }

    @BeforeEach
    void listen() throws IOException {
        overTcp = listeners.stored(Model.VIRTUAL.word());
        overUdp = listeners.stored(SyslogListeners.DATAGRAMS);
    }

    @AfterEach
    void listenNoMore() throws IOException {
        overTcp.close();
        overUdp.close();
    }

    @Test
    void rsyslogOverRelp() throws Exception {
        String rules = SendersPage.snippet("rsyslog over RELP", listeners.relpPort());
        try (Stored stored = listeners.stored(SyslogListeners.RELP);
                LogDaemon rsyslog = LogDaemon.rsyslog(directory, rules)) {
            rsyslog.log("through rsyslog\n");
            assertThat(stored.next()).matches("<13>1 " + TIME + " \\S+ door - - - +through rsyslog");
        }
    }

    @Test
    void rsyslogOverTcp() throws Exception {
        try (LogDaemon rsyslog = LogDaemon.rsyslog(directory, tcp("rsyslog over TCP"))) {
            rsyslog.log("through rsyslog\n");
            assertThat(overTcp.next()).matches("<13>1 " + TIME + " \\S+ door - - - +through rsyslog");
        }
    }

    @Test
    void rsyslogOverUdp() throws Exception {
        try (LogDaemon rsyslog = LogDaemon.rsyslog(directory, udp("rsyslog over UDP"))) {
            rsyslog.log("through rsyslog\n");
            assertThat(overUdp.next()).matches("<13>1 " + TIME + " \\S+ door - - - +through rsyslog");
        }
    }

    @Test
    void syslogNgOverTcp() throws Exception {
        try (LogDaemon syslogNg = LogDaemon.syslogNg(directory, tcp("syslog-ng over TCP"))) {
            syslogNg.log("through syslog-ng\n");
            assertThat(overTcp.next()).matches("<13>1 " + TIME + " \\S+ door - - .* ?through syslog-ng");
        }
    }

    @Test
    void syslogNgWithTheOldFormat() throws Exception {
        try (LogDaemon syslogNg = LogDaemon.syslogNg(directory, tcp("syslog-ng with the old format"))) {
            syslogNg.log("through syslog-ng\n");
            assertThat(overTcp.next()).matches("<13>" + OLD_TIME + " \\S+ door: through syslog-ng");
        }
    }

    @Test
    void syslogNgOverUdp() throws Exception {
        try (LogDaemon syslogNg = LogDaemon.syslogNg(directory, udp("syslog-ng over UDP"))) {
            syslogNg.log("through syslog-ng\n");
            assertThat(overUdp.next()).matches("<13>1 " + TIME + " \\S+ door - - .* ?through syslog-ng");
        }
    }

    @Test
    void loggerOverTcp() throws Exception {
        assertEachLineIsStored(tcp("logger over TCP"), overTcp);
    }

    @Test
    void loggerOverUdp() throws Exception {
        assertEachLineIsStored(udp("logger over UDP"), overUdp);
    }

    /// Each command is run, and what it says between its last quotes is stored.
    private static void assertEachLineIsStored(String commands, Stored stored) throws IOException {
        for (String command : commands.lines().toList()) {
            Command.run("sh", "-c", command).assertSucceeded();
            String text = command.substring(command.lastIndexOf('\'', command.length() - 2) + 1, command.length() - 1);
            assertThat(stored.next()).matches("<\\d+>.*[: \\]]" + Pattern.quote(text));
        }
    }

    @Test
    void logback() throws Exception {
        var context = new ch.qos.logback.classic.LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(stream(udp("logback")));
        context.getLogger("shop").warn("from {}", "logback");
        context.stop();

        String thread = Pattern.quote(Thread.currentThread().getName());
        assertThat(overUdp.next()).matches("<132>" + OLD_TIME + " \\S+ orders: \\[" + thread + "] shop from logback");
    }

    @Test
    void log4j2() throws Exception {
        Path config = Files.writeString(directory.resolve("log4j2.xml"), tcp("log4j2"));
        var context = LogManager.getContext(getClass().getClassLoader(), false, config.toUri());
        context.getLogger("shop").warn("from\nlog4j2");
        LogManager.shutdown(context);

        assertThat(overTcp.next()).matches("<132>1 " + TIME + " \\S+ orders \\d+ - - from log4j2");
    }

    @Test
    void pythonOverUdp() throws Exception {
        Command.run("python3", "-c", udp("Python over UDP")).assertSucceeded();
        assertThat(overUdp.next()).isEqualTo("<12>orders: from Python");
    }

    @Test
    void pythonOverTcp() throws Exception {
        Command.run("python3", "-c", tcp("Python over TCP")).assertSucceeded();
        assertThat(overTcp.next()).isEqualTo("<12>orders: from Python");
    }

    private static String tcp(String heading) throws IOException {
        return SendersPage.snippet(heading, listeners.port(Model.VIRTUAL));
    }

    private static String udp(String heading) throws IOException {
        return SendersPage.snippet(heading, listeners.udpPort());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
