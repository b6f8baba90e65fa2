package dev.switchboard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedTest {
    @Test
    void aTextIsHeldAgainstTheWholeObservation() {
        Expected expected = Expected.is("0 (end)");
        assertThat(expected.holds("0 (end)")).isTrue();
        assertThat(expected.holds("0 (end) ")).isFalse();
        assertThat(expected.holds("0")).isFalse();
        assertThat(expected).hasToString("0 (end)");
    }

    @Test
    void oneOfSeveralTextsIsEnoughAndAllAreNamed() {
        Expected expected = Expected.oneOf("EPIPE", "ECONNRESET");
        assertThat(expected.holds("EPIPE")).isTrue();
        assertThat(expected.holds("ECONNRESET")).isTrue();
        assertThat(expected.holds("EPIPE or ECONNRESET")).isFalse();
        assertThat(expected).hasToString("EPIPE or ECONNRESET");
    }

    @Test
    void bothBordersOfARangeBelongToIt() {
        Expected expected = Expected.between(10, 20, "ms");
        assertThat(expected.holds("9.9 ms")).isFalse();
        assertThat(expected.holds("10 ms")).isTrue();
        assertThat(expected.holds("20.0 ms")).isTrue();
        assertThat(expected.holds("20.1 ms")).isFalse();
        assertThat(expected).hasToString("10 to 20 ms");
    }

    @Test
    void theBorderBelongsToWhatIsAtLeastAndAtMostAllowed() {
        assertThat(Expected.atLeast(5, "MB").holds("5 MB")).isTrue();
        assertThat(Expected.atLeast(5, "MB").holds("4.99 MB")).isFalse();
        assertThat(Expected.atMost(5, "MB").holds("5.00 MB")).isTrue();
        assertThat(Expected.atMost(5, "MB").holds("5.01 MB")).isFalse();
        assertThat(Expected.atLeast(5, "MB")).hasToString("at least 5 MB");
        assertThat(Expected.atMost(5, "MB")).hasToString("at most 5 MB");
    }

    @Test
    void withoutAUnitTheNumberStandsAlone() {
        assertThat(Expected.atMost(5, "").holds("-3")).isTrue();
        assertThat(Expected.atMost(5, "").holds("3 ms")).isFalse();
        assertThat(Expected.atLeast(5, "")).hasToString("at least 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12 s", "12ms", "12", "ms", " ms", "none", "", "12,5 ms", "1 2 ms", "NaN ms", "about 12 ms"})
    void whatIsNoNumberOfThatUnitDoesNotHold(String observed) {
        assertThat(Expected.atLeast(0, "ms").holds(observed)).isFalse();
        assertThat(Expected.atMost(100, "ms").holds(observed)).isFalse();
        assertThat(Expected.between(0, 100, "ms").holds(observed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "fr-FR", "hi-IN-u-nu-deva", "ar-EG-u-nu-arab"})
    void aNumberHoldsUnderEveryLocale(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertThat(Expected.number(1234.56, "ms")).isEqualTo("1234.6 ms");
            assertThat(Expected.number(0.126, 2, "MB")).isEqualTo("0.13 MB");
            assertThat(Expected.number(-7, 0, "")).isEqualTo("-7");
            assertThat(Expected.between(1234, 1235, "ms").holds(Expected.number(1234.56, "ms")))
                    .isTrue();
            assertThat(Expected.between(1234, 1235, "ms")).hasToString("1234 to 1235 ms");
        } finally {
            Locale.setDefault(before);
        }
    }
}
