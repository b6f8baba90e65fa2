package dev.switchboard.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {
    private static final long NOON = 1_795_262_400_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error | an ERROR here | true",
                "ERROR | an error here | true",
                "error | errors | false",
                "error | terror | false",
                "error* | errors | true",
                "error* | terrors | false",
                "error | error_code | false",
                "error | error-code | true",
                "rror | error errorx rror | true",
                "10.0.0.7 | from 10.0.0.7:22 | true",
                "10.0.0.7 | from 110.0.0.7 | false",
                "10.0.0.7 | from 10.0.0.70 | false",
                "10.0.0.* | from 10.0.0.70 | true",
                "user=root | user=root; | true",
                "user=root | superuser=root | false",
                "=root | user=root | true",
                "user= | user=root | true",
                "-> | a->b | true",
                "\"reset by\" | connection reset by peer | true",
                "\"reset by\" | connection reset  by peer | false",
                "peer connection | connection reset by peer | true",
                "peer missing | connection reset by peer | false",
                "a | b | false",
                "aab | aaab | false",
                "aab | aaab aab | true",
                "größe | die GRÖSSE, Größe | true",
                "GRÖßE | die größe | true",
                "gr | größe | false",
                "gr* | größe | true",
                "öße | größe | false",
                "größ* | GRÖßen | true",
                "ΟΔΟΣ | οδος.com | true",
                "ΟΔΟΣ* | οδοσα | true",
                "disk | über disk | true",
            })
    void aTermIsFoundAsItStandsAndNotWithinAWord(String query, String text, boolean found) {
        assertThat(find(query, text)).isEqualTo(found);
    }

    @Test
    void whatIsFoundByBytesIsWhatIsFoundLetterByLetter() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            String text = text(random, 12);
            WantedText.Term term = new WantedText.Term(text(random, 3), random.nextBoolean());
            byte[] bytes = (" x" + text + "x ").getBytes(UTF_8);

            if (new TermFinder(term).isIn(bytes, 2, bytes.length - 2) != isIn(term, text)) {
                fail("%s in '%s'", term, text);
            }
        }
    }

    private static String text(Random random, int lengthMax) {
        String letters = "aAbB.= ";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(lengthMax); i >= 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static boolean isIn(WantedText.Term term, String text) {
        String wanted = term.text().toLowerCase(Locale.ROOT);
        String in = " " + text.toLowerCase(Locale.ROOT) + " ";
        for (int at = in.indexOf(wanted, 1);
                at >= 1 && at + wanted.length() < in.length();
                at = in.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            boolean begins = !(letter(in, at - 1) && letter(in, at));
            boolean ends = term.prefix() || !(letter(in, end - 1) && letter(in, end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static boolean letter(String text, int at) {
        return Character.isLetter(text.charAt(at));
    }

    @Test
    void bytesThatAreNoTextAreNotInTheWay() {
        byte[] bytes = {'a', ' ', (byte) 0xff, ' ', 'D', 'i', 's', 'k', ' ', (byte) 0xc3};

        assertThat(find("disk", bytes)).isTrue();
        assertThat(find("ä", bytes)).isFalse();
        assertThat(find("/Disk/", bytes)).isTrue();
    }

    @Test
    void aPatternSeesTheTextAndMindsTheCase() {
        assertThat(find("/err(or)?s?$/", "two errors")).isTrue();
        assertThat(find("/Errors/", "two errors")).isFalse();
        assertThat(find("/(?i)Errors/", "two errors")).isTrue();
        assertThat(find("/^.ber$/", "über")).isTrue();
    }

    @Test
    void aPatternThatTriesForEverIsGivenUp() {
        assertThatThrownBy(() -> find("/.*.*.*x/", "a".repeat(10_000)))
                .isInstanceOf(PatternTooHardException.class)
                .hasMessageContaining("takes too long");
        assertThatThrownBy(() -> find("/(a|c)*b/", "a".repeat(1_000_000))).isInstanceOf(PatternTooHardException.class);
    }

    @Test
    void manyMessagesDoNotWearAPatternOut() {
        Matcher matcher = new Matcher(query("/b.*x/"));
        Batch batch = batch(
                "main", "10.0.0.7:514", "abcdefghijklmnopqrstuvwyz ".repeat(200).getBytes(UTF_8));

        for (int i = 0; i < 40; i++) {
            assertThat(matcher.matches(batch, 0)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "err | <11>x | true",
                "err | <12>x | false",
                "warn.. | <12>x | true",
                "warn.. | <191>x | false",
                "warn.. | x | false",
                "..debug | x | false",
            })
    void severityIsOfMessagesThatSayIt(String severity, String text, boolean found) {
        assertThat(find("severity=" + severity, text)).isEqualTo(found);
    }

    @Test
    void aMessageWithoutAHostIsOfItsSendersAddress() {
        assertThat(new Matcher(query("host=10.0.0.7")).matches(batch("main", "10.0.0.7:514", new byte[0]), 0))
                .isTrue();
        assertThat(new Matcher(query("host=10.0.0.70")).matches(batch("main", "10.0.0.7:514", new byte[0]), 0))
                .isFalse();
        assertThat(new Matcher(query("host=FE80::1")).matches(batch("main", "[fe80::1]:514", new byte[0]), 0))
                .isTrue();
    }

    @Test
    void theHostIsTheOneThatAMessageNames() {
        assertThat(find("host=WEB1", "<13>Nov 21 12:00:00 web1 app: x")).isTrue();
        assertThat(find("host=10.0.0.7", "<13>Nov 21 12:00:00 web1 app: x")).isFalse();
        assertThat(find("host=web", "<13>Nov 21 12:00:00 web1 app: x")).isFalse();
    }

    @Test
    void channelAndTimeMustBeThose() {
        Batch batch = batch("main", "10.0.0.7:514", new byte[0]);

        assertThat(new Matcher(query("channel=main")).matches(batch, 0)).isTrue();
        assertThat(new Matcher(query("channel=news")).matches(batch, 0)).isFalse();
        assertThat(new Matcher(query("from=2026-11-21T12:00")).matches(batch, 0))
                .isTrue();
        assertThat(new Matcher(query("from=2026-11-21T12:00:00.000001")).matches(batch, 0))
                .isFalse();
        assertThat(new Matcher(query("to=2026-11-21T12:00")).matches(batch, 0)).isFalse();
        assertThat(new Matcher(query("to=2026-11-21T12:00:00.000001")).matches(batch, 0))
                .isTrue();
    }

    private static boolean find(String query, String text) {
        return find(query, text.getBytes(UTF_8));
    }

    /// In the middle of three messages, of which the others would be found.
    private static boolean find(String query, byte[] text) {
        byte[] all = new byte[text.length + 2];
        all[0] = 'a';
        System.arraycopy(text, 0, all, 1, text.length);
        all[all.length - 1] = 'b';
        Batch batch = new Batch(
                ChannelName.MAIN,
                new Sender("10.0.0.7:514"),
                null,
                NOON,
                all,
                new int[] {1, 1 + text.length, all.length},
                3);
        return new Matcher(query(query)).matches(batch, 1);
    }

    private static Batch batch(String channel, String sender, byte[] text) {
        return Batch.of(ChannelName.of(channel).orElseThrow(), new Sender(sender), NOON, text);
    }

    private static Query query(String text) {
        return ((QueryText.Asked) QueryText.parse(text, NOON, ZoneOffset.UTC)).query();
    }
}
