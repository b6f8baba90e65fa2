package dev.switchboard.protocol.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.SplitHarness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("T2")
class StampTest {
    private static final String[] WEEKDAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final long SECONDS_OF_1902_TO_2500 = 18_870_000_000L;
    private static final long SECOND_1902 = -2_145_916_800L;

    @ParameterizedTest
    @CsvSource({
        "2025-11-21T12:00:00Z, [Fri Nov 21 12:00:00 2025]",
        "2026-11-21T12:00:00Z, [Sat Nov 21 12:00:00 2026]",
        "2026-11-01T03:04:05Z, [Sun Nov  1 03:04:05 2026]",
        "2024-02-29T23:59:59Z, [Thu Feb 29 23:59:59 2024]",
        "1970-01-01T00:00:00Z, [Thu Jan  1 00:00:00 1970]",
        "1969-12-31T23:59:59Z, [Wed Dec 31 23:59:59 1969]",
    })
    void ctimePadsTheDayWithASpaceAndIsAlways27Bytes(Instant instant, String wanted) {
        assertThat(text(Stamp.ctime(ZoneOffset.UTC), instant))
                .isEqualTo(wanted + " ")
                .hasSize(27);
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata,     2026-11-01T18:45:00Z, [Mon Nov  2 00:15:00 2026]",
        "America/St_Johns, 2026-01-01T00:00:00Z, [Wed Dec 31 20:30:00 2025]",
        "Europe/Berlin,    2026-03-29T00:59:59Z, [Sun Mar 29 01:59:59 2026]",
        "Europe/Berlin,    2026-03-29T01:00:00Z, [Sun Mar 29 03:00:00 2026]",
        "Europe/Berlin,    2026-10-25T00:59:59Z, [Sun Oct 25 02:59:59 2026]",
        "Europe/Berlin,    2026-10-25T01:00:00Z, [Sun Oct 25 02:00:00 2026]",
    })
    void ctimeIsLocalTimeAcrossTheChangesOfTheClocks(ZoneId zone, Instant instant, String wanted) {
        assertThat(text(Stamp.ctime(zone), instant)).isEqualTo(wanted + " ");
    }

    @Test
    void ctimeHasTheWordsOfTheCLibraryForEveryTime() {
        Random random = new Random(SplitHarness.seed());
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int i = 0; i < 2_000; i++) {
            long second = SECOND_1902 + random.nextLong(SECONDS_OF_1902_TO_2500);
            ZonedDateTime time =
                    Instant.ofEpochSecond(second).atZone(ZoneId.of(zones.get(random.nextInt(zones.size()))));
            assertThat(text(Stamp.ctime(time.getZone()), time.toInstant()))
                    .as("%s", time)
                    .isEqualTo(ctime(time));
        }
    }

    @Test
    void aStampChangesWithTheSecondAndNotWithin() {
        Stamp stamp = Stamp.ctime(ZoneOffset.UTC);
        assertThat(text(stamp, 0)).contains("00:00:00");
        assertThat(text(stamp, 999_999)).contains("00:00:00");
        assertThat(text(stamp, 1_000_000)).contains("00:00:01");
        assertThat(text(stamp, 999_999)).as("a clock that is set back").contains("00:00:00");
        assertThat(text(stamp, -1)).as("before 1970").contains("23:59:59");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T12:00:00.123Z,    [2026-11-21T12:00:00.123Z]",
        "2026-11-21T12:00:00.123999Z, [2026-11-21T12:00:00.123Z]",
        "2026-01-02T03:04:05Z,        [2026-01-02T03:04:05.000Z]",
        "1969-12-31T23:59:59.999Z,    [1969-12-31T23:59:59.999Z]",
    })
    void isoIsUtcWithThreeDigitsOfTheSecond(Instant instant, String wanted) {
        assertThat(text(Stamp.iso(), instant)).isEqualTo(wanted + " ").hasSize(27);
    }

    @Test
    void isoChangesWithTheMillisecond() {
        Stamp stamp = Stamp.iso();
        assertThat(text(stamp, 999)).contains("00.000Z");
        assertThat(text(stamp, 1_000)).contains("00.001Z");
    }

    @Test
    @DefaultLocale("ar-EG")
    void theStampDoesNotDependOnTheLocale() {
        assertThat(text(Stamp.ctime(ZoneOffset.UTC), 0)).isEqualTo("[Thu Jan  1 00:00:00 1970] ");
        assertThat(text(Stamp.iso(), 0)).isEqualTo("[1970-01-01T00:00:00.000Z] ");
    }

    @Test
    void threadsThatShareAStampEachGetTheirOwnTime() throws Exception {
        Stamp stamp = Stamp.ctime(ZoneOffset.UTC);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = java.util.stream.IntStream.range(0, 4)
                    .<Future<?>>mapToObj(second -> threads.submit(() -> {
                        for (int i = 0; i < 5_000; i++) {
                            assertThat(text(stamp, second * 1_000_000L)).contains("00:00:0" + second);
                        }
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    /// As the C library has it, put together by hand.
    private static String ctime(ZonedDateTime time) {
        String day = String.valueOf(time.getDayOfMonth());
        return "[" + WEEKDAYS[time.getDayOfWeek().getValue() - 1] + " " + MONTHS[time.getMonthValue() - 1]
                + (day.length() == 1 ? "  " : " ") + day + " " + two(time.getHour()) + ":" + two(time.getMinute())
                + ":" + two(time.getSecond()) + " " + time.getYear() + "] ";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : "" + number;
    }

    private static String text(Stamp stamp, Instant instant) {
        return text(stamp, instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    }

    private static String text(Stamp stamp, long epochMicros) {
        return new String(stamp.at(epochMicros), StandardCharsets.US_ASCII);
    }
}
