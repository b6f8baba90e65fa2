package dev.switchboard.lab;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// A prediction: what an observation is held against, and how that reads. Immutable.
public final class Expected {
    private final String text;
    private final Predicate<String> holds;

    private Expected(String text, Predicate<String> holds) {
        this.text = text;
        this.holds = holds;
    }

    /// Exactly this.
    public static Expected is(String text) {
        return new Expected(text, text::equals);
    }

    /// One of these.
    public static Expected oneOf(String... texts) {
        return new Expected(String.join(" or ", texts), List.of(texts)::contains);
    }

    /// A number from `from` to `to`, followed by the unit: `12 ms`.
    ///
    /// @param unit may be empty
    public static Expected between(long from, long to, String unit) {
        return numeric((from + " to " + to + " " + unit).strip(), unit, n -> n >= from && n <= to);
    }

    /// A number not below `from`.
    public static Expected atLeast(long from, String unit) {
        return numeric(("at least " + from + " " + unit).strip(), unit, n -> n >= from);
    }

    /// A number not above `to`.
    public static Expected atMost(long to, String unit) {
        return numeric(("at most " + to + " " + unit).strip(), unit, n -> n <= to);
    }

    /// An observed number as the predictions read it, with one decimal: `12.3 ms`. The same under every locale.
    ///
    /// @param unit may be empty
    public static String number(double value, String unit) {
        return number(value, 1, unit);
    }

    /// The same with so many decimals.
    public static String number(double value, int decimals, String unit) {
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, unit).strip();
    }

    private static Expected numeric(String text, String unit, Predicate<Double> holds) {
        return new Expected(text, observed -> {
            String suffix = unit.isEmpty() ? "" : " " + unit;
            if (!observed.endsWith(suffix)) {
                return false;
            }
            try {
                return holds.test(Double.valueOf(observed.substring(0, observed.length() - suffix.length())));
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    /// Whether the observation is as predicted.
    public boolean holds(String observed) {
        return holds.test(observed);
    }

    /// As the report has it.
    @Override
    public String toString() {
        return text;
    }
}
