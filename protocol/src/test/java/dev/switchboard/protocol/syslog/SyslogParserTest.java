package dev.switchboard.protocol.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a corpus of lines cannot show: long messages, wrong ranges, times out of the ordinary.
class SyslogParserTest {
    private static final int LONG_BYTES = 64 * 1024;
    private static final String RFC_5424 = "<14>1 2026-11-21T12:00:00Z web1 app 1 - ";

    private static SyslogFields parse(String message, long arrivedMicros, ZoneId zone) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return SyslogParser.parse(bytes, 0, bytes.length, arrivedMicros, zone);
    }

    private static SyslogFields parse(String message) {
        return parse(message, 0, ZoneOffset.UTC);
    }

    @Test
    void aMessageThatIsNoSyslogHasNoFields() {
        assertThat(parse("hello world")).isSameAs(SyslogFields.NONE);
        assertThat(parse("")).isSameAs(SyslogFields.NONE);
    }

    @Test
    void aLongTextIsNotLookedAt() {
        SyslogFields fields = parse(RFC_5424 + "- " + "x".repeat(LONG_BYTES));
        assertThat(fields.bodyStart()).isEqualTo(RFC_5424.length() + 2);
        assertThat(fields.app()).isEqualTo("app");
    }

    @Test
    void structuredDataMayBeLong() {
        SyslogFields fields = parse(RFC_5424 + "[a b=\"" + "\\\"".repeat(LONG_BYTES / 2) + "\"]" + "[c]".repeat(1000));
        assertThat(fields.structuredData()).hasSize(1001);
        assertThat(fields.structuredData().getFirst().params().getFirst().value())
                .isEqualTo("\"".repeat(LONG_BYTES / 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "0",
                "a",
                "/",
                ":",
                "[",
                "<",
                "-",
                "%",
                "a:",
                "1:",
                ": ",
                "a: ",
                "1: ",
                "a[",
                "[a ",
                "[a b=\"c\" ",
                "\\\"",
                "Nov 21 ",
                "%A-1-B",
                "date=",
                "-1-",
                "12:",
                "::"
            })
    void whatIsRepeatedForLongIsRead(String part) {
        String text = part.repeat(LONG_BYTES / part.length());
        for (String before : new String[] {"", "<13>", "<13>Nov 21 12:00:00 ", "<14>1 - ", RFC_5424, RFC_5424 + "["}) {
            SyslogFields fields = parse(before + text);
            assertThat(fields.bodyStart()).isBetween(0, before.length() + text.length());
        }
    }

    @Test
    void aRangeOutsideOfTheArrayIsRefused() {
        byte[] bytes = new byte[4];
        assertThatThrownBy(() -> SyslogParser.parse(bytes, 0, 5, 0, ZoneOffset.UTC))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SyslogParser.host(bytes, 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SyslogParser.priority(bytes, -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void anyTimeOfArrivalWillDo(long arrivedMicros) {
        String message = "<13>Feb 29 12:00:00 web1 app: text";
        assertThat(parse(message, arrivedMicros, ZoneId.of("Asia/Tokyo")).host())
                .isEqualTo("web1");
        assertThat(parse(message, arrivedMicros, ZoneOffset.UTC).sentMicros()).isNotNull();
    }

    @Test
    void aYearBefore1970IsNegative() {
        assertThat(parse("<13>1 1969-12-31T23:59:59.999999Z - - - - -").sentMicros())
                .isEqualTo(-1);
        assertThat(parse("<13>1 0000-01-01T00:00:00Z - - - - -").sentMicros()).isEqualTo(-62_167_219_200_000_000L);
        assertThat(parse("<13>1 9999-12-31T23:59:59Z - - - - -").sentMicros()).isEqualTo(253_402_300_799_000_000L);
    }
}
