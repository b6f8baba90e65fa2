package dev.switchboard.protocol.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.protocol.SessionRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTemplateTest {
    private static final String MESSAGE = "<165>1 2026-11-21T12:00:00Z web-1.example.org nginx 42 ID7 - GET /";

    @ParameterizedTest
    @CsvSource({
        "syslog, syslog",
        "syslog.{host}, syslog.web-1.example.org",
        "{app}, nginx",
        "{facility}.{severity}, local4.notice",
        "{procid}-{msgid}, 42-ID7",
        "from_{sender}, from_10.0.0.7",
        "{host}{host}{host}{host}{host}, web-1.example.orgweb-1.example.orgweb-1.example.orgweb-1.example"
    })
    void aChannelIsNamedByWhatTheMessageSays(String template, String channel) {
        assertThat(channel(template, MESSAGE, "10.0.0.7")).isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource({
        "{host}, none",
        "{app}, none",
        "{facility}, none",
        "{severity}.{procid}.{msgid}, none.none.none",
        "{sender}, fe80__1_eth0"
    })
    void whatIsMissingIsNoneAndWhatANameCannotHaveIsReplaced(String template, String channel) {
        assertThat(channel(template, "hello", "fe80::1%eth0")).isEqualTo(channel);
    }

    @Test
    void aMessageCannotNameAChannelOfTheServer() {
        assertThat(channel("{host}", "<13>1 - @drops a - - - x", "::1")).isEqualTo("_drops");
    }

    @Test
    void foreignLettersAreReplaced() {
        assertThat(channel("{app}", "<13>1 - h a/\u00e4b[c] - - - x", "::1")).matches("[A-Za-z0-9._-]+");
    }

    @Test
    void thereAreOnlySoManyNamesAndThenOthers() {
        ChannelTemplate template = ChannelTemplate.of("log.{host}.{severity}", 2);
        assertThat(List.of(
                        of(template, "a"), of(template, "b"), of(template, "c"), of(template, "a"), of(template, "d")))
                .containsExactly("log.a.notice", "log.b.notice", "log.other.other", "log.a.notice", "log.other.other");
    }

    @Test
    void threadsTogetherMakeNoMoreNamesThanOne() throws InterruptedException {
        ChannelTemplate template = ChannelTemplate.of("{host}", 100);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch ready = new CountDownLatch(4);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(t -> Thread.ofVirtual().start(() -> {
                    ready.countDown();
                    for (int i = 0; i < 1_000; i++) {
                        seen.add(of(template, "h" + (i * 4 + t) % 300));
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(101).contains("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | a channel's name is 1 to 64",
                "a b | a channel's name is 1 to 64",
                "@drops | a channel's name is 1 to 64",
                "@{host} | a channel's name is 1 to 64",
                "a}.{host} | a channel's name is 1 to 64",
                "{host | ends in '}', not so in '{host'",
                "{} | a channel has no field '{}'; there are {host}, {app}, {facility}, {severity},",
                "{Host} | a channel has no field '{Host}'"
            })
    void aWrongTemplateIsRefusedInOneLine(String template, String problem) {
        assertThatThrownBy(() -> ChannelTemplate.of(template, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void messagesOfOneReadKeepTheOrderOfTheirChannel() {
        Syslog syslog = new Syslog(ChannelTemplate.of("{app}", 2), 1_000);
        Published hub = new Published();
        String read = "<13>a: 1\n<13>b: 2\n<13>a: 3\n<13>c: 4\n<13>d: 5\n<13>b: 6\n";
        new SessionRun(syslog.open(SessionRun.PEER))
                .open()
                .answering(hub)
                .receive(read)
                .endInput();
        assertThat(hub.messages)
                .containsExactly(
                        "a|<13>a: 1", "a|<13>a: 3", "b|<13>b: 2", "b|<13>b: 6", "other|<13>c: 4", "other|<13>d: 5");
        assertThat(hub.batches).containsExactly(2, 2, 2);
    }

    @Test
    void messagesOfOneChannelAreOneBatch() {
        Syslog syslog = new Syslog(ChannelTemplate.of("{sender}", 1), 1_000);
        Published hub = new Published();
        new SessionRun(syslog.open(SessionRun.PEER))
                .open()
                .answering(hub)
                .receive("<13>a\n<13>b\n")
                .endInput();
        assertThat(hub.messages).containsExactly("127.0.0.1|<13>a", "127.0.0.1|<13>b");
        assertThat(hub.batches).containsExactly(2);
    }

    private static String of(ChannelTemplate template, String host) {
        return channel(template, "<13>1 2026-11-21T12:00:00Z " + host + " app - - - x", "::1");
    }

    private static String channel(String template, String message, String sender) {
        return channel(ChannelTemplate.of(template, 10), message, sender);
    }

    private static String channel(ChannelTemplate template, String message, String sender) {
        byte[] bytes = ("??" + message + "?").getBytes(StandardCharsets.UTF_8);
        return template.channel(bytes, 2, bytes.length - 1, sender).toString();
    }
}
