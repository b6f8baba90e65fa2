package dev.switchboard.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.ChannelName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
    private static final long NOW = micros("2026-11-21T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void nothingAsksForTheNewestOfEverything() {
        QueryText.Asked asked = asked("  ");

        assertThat(asked).isEqualTo(QueryText.Asked.of(Query.EVERYTHING));
        assertThat(asked.limit()).isEqualTo(100);
    }

    @Test
    void keysComeBeforeTheFirstTerm() {
        QueryText.Asked asked = asked("channel=main host=Web1 limit=7 disk channel=other");

        assertThat(asked.query().channel()).isEqualTo(ChannelName.of("main").orElseThrow());
        assertThat(asked.query().host()).isEqualTo("Web1");
        assertThat(asked.limit()).isEqualTo(7);
        assertThat(terms(asked)).containsExactly(term("disk"), term("channel=other"));
    }

    @Test
    void twoDashesEndTheKeysAndAWordWithAnotherKeyIsATerm() {
        assertThat(terms(asked("limit=1 -- limit=2 count"))).containsExactly(term("limit=2"), term("count"));
        assertThat(terms(asked("user=root limit=2"))).containsExactly(term("user=root"), term("limit=2"));
        assertThat(asked("--").query().text()).isEqualTo(new WantedText.Anything());
    }

    @Test
    void aPhraseStandsInQuotes() {
        assertThat(terms(asked("\"connection reset  by\" peer")))
                .containsExactly(term("connection reset  by"), term("peer"));
        assertThat(terms(asked("\"say \\\"no\\\" to c:\\\\x\\y\"*")))
                .containsExactly(new WantedText.Term("say \"no\" to c:\\x\\y", true));
        assertThat(terms(asked("msg=\"a b\""))).containsExactly(term("msg=\"a"), term("b\""));
        assertThat(terms(asked("\"limit=3\" \"*\""))).containsExactly(term("limit=3"), term("*"));
    }

    @Test
    void aStarBehindATermMakesItABeginning() {
        assertThat(terms(asked("disk* a*b"))).containsExactly(new WantedText.Term("disk", true), term("a*b"));
    }

    @Test
    void aPatternStandsBetweenSlashes() {
        WantedText wanted = asked("limit=3 /a b|/c/ d$/").query().text();

        assertThat(((WantedText.Matching) wanted).pattern().pattern()).isEqualTo("a b|/c/ d$");
        assertThat(terms(asked("/var/log"))).containsExactly(term("/var/log"));
        assertThat(terms(asked("/"))).containsExactly(term("/"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, 2026-11-20T23:00:00Z",
        "2026-11-21T12:30, 2026-11-21T11:30:00Z",
        "2026-07-21T12:30:05, 2026-07-21T10:30:05Z",
        "2026-11-21T12:30:05.12, 2026-11-21T11:30:05.120Z",
        "2026-11-21T12:30:05.123456Z, 2026-11-21T12:30:05.123456Z",
        "2026-11-21T12:30+01:00, 2026-11-21T11:30:00Z",
        "2026-11-21T12:30-0530, 2026-11-21T18:00:00Z",
        "-30s, 2026-11-21T11:59:30Z",
        "-15m, 2026-11-21T11:45:00Z",
        "-2h, 2026-11-21T10:00:00Z",
        "-1d, 2026-11-20T12:00:00Z",
        "-1w, 2026-11-14T12:00:00Z",
    })
    void timesAreLocalUnlessTheyNameAZone(String time, String instant) {
        assertThat(asked("from=" + time).query().fromMicros()).isEqualTo(micros(instant));
        assertThat(asked("to=" + time).query().toMicros()).isEqualTo(micros(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "err, 3",
        "ERROR, 3",
        "3, 3",
        "emerg, 0",
        "panic, 0",
        "crit, 2",
        "debug, 7",
        "warn.., 0 1 2 3 4",
        "..notice, 5 6 7",
        "err..warning, 3 4",
        "4..3, 3 4",
        "..0, 0 1 2 3 4 5 6 7",
    })
    void severitiesAreOneOrARange(String text, String numbers) {
        Severities wanted = asked("severity=" + text).query().severities();

        StringBuilder found = new StringBuilder();
        for (int i = 0; i <= Severities.NONE; i++) {
            found.append(wanted.has(i) ? i + " " : "");
        }
        assertThat(found.toString().strip()).isEqualTo(numbers);
    }

    @Test
    void aPageBeginsBelowOrAboveAnOffset() {
        assertThat(asked("before=42").before()).isEqualTo(42);
        QueryText.Asked oldest = asked("order=oldest after=41 x");
        assertThat(oldest.after()).isEqualTo(41);
        assertThat(oldest.order()).isEqualTo(Order.OLDEST_FIRST);
        assertThat(asked("count x").count()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel=a/b | a channel's name is",
                "from=yesterday | from= wants a time such as 2026-11-21",
                "to=2026-02-30 | to= wants a time",
                "from=2026-11-21T25:00 | from= wants a time",
                "from=2026-11-21T12:00+25:00 | from= wants a time",
                "from=-1h to=-2h | from= is not before to=",
                "severity=bad | severity= is one of emerg",
                "severity=.. | severity= is one of",
                "severity=8 | severity= is one of",
                "host= | host= wants a name",
                "limit=0 | limit= wants a number from 1 to 10000",
                "limit=10001 | limit= wants",
                "limit=x | limit= wants",
                "before=-1 | before= wants an offset",
                "order=up | order= is newest or oldest",
                "after=3 | after= goes with order=oldest",
                "order=oldest before=3 | before= goes with order=newest",
                "limit=3 limit=4 | limit= is given twice",
                "count count | count is given twice",
                "count limit=3 | leave limit= away",
                "* | a * stands behind",
                "\"\" | nothing between the quotes",
                "\"abc | a quote is not closed",
                "\"abc\"d | a space is missing behind a quote",
                "// | no pattern between the slashes",
                "/a(b/ | the pattern is wrong at its character 4: Unclosed group",
            })
    void aMistakeIsSaidInOneLine(String text, String problem) {
        assertThat(parse(text))
                .isInstanceOfSatisfying(
                        QueryText.Wrong.class,
                        wrong -> assertThat(wrong.problem()).contains(problem).doesNotContain("\n"));
    }

    @Test
    void tooMuchIsAMistakeToo() {
        assertThat(parse("a ".repeat(101))).isInstanceOf(QueryText.Wrong.class);
        assertThat(parse("/" + "(".repeat(60_000) + ")".repeat(60_000) + "/")).isInstanceOf(QueryText.Wrong.class);
        assertThat(parse("a\nb")).isInstanceOf(QueryText.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "channel=main from=-1h to=2026-11-21T14:00 severity=warn.. host=w1 limit=9 before=7 a b* \"c \\\"d\"",
                "order=oldest after=0 severity=err limit=10000 /a b/c/",
                "count -- count limit=3 \\",
                "\"limit=1\" \"/a/\"",
            })
    void whatIsAskedCanBeWrittenAsTextAgain(String text) {
        QueryText.Asked asked = asked(text);

        QueryText again = QueryText.parse(asked.text(), 0, ZoneId.of("UTC"));

        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("query.text.pattern")
                .isEqualTo(asked);
        assertThat(((QueryText.Asked) again).text()).isEqualTo(asked.text());
    }

    private static List<WantedText.Term> terms(QueryText.Asked asked) {
        return ((WantedText.Terms) asked.query().text()).terms();
    }

    private static WantedText.Term term(String text) {
        return new WantedText.Term(text, false);
    }

    private static QueryText.Asked asked(String text) {
        return (QueryText.Asked) parse(text);
    }

    private static QueryText parse(String text) {
        return QueryText.parse(text, NOW, BERLIN);
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
