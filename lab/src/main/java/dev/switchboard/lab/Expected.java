package dev.switchboard.lab;

import java.util.List;
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
        return number("%d to %d %s".formatted(from, to, unit).strip(), unit, n -> n >= from && n <= to);
    }

    /// A number not below `from`.
    public static Expected atLeast(long from, String unit) {
        return number("at least %d %s".formatted(from, unit).strip(), unit, n -> n >= from);
    }

    /// A number not above `to`.
    public static Expected atMost(long to, String unit) {
        return number("at most %d %s".formatted(to, unit).strip(), unit, n -> n <= to);
    }

    private static Expected number(String text, String unit, Predicate<Double> holds) {
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
