package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Finding;
import java.util.List;

/// How a finding's outcome is shown.
enum Mark {
    TICK("✓", "as predicted", Ink.GOOD),
    CROSS("✗", "otherwise", Ink.BAD),
    DASH("–", "not run", Ink.WARN);

    private final String sign;
    private final String words;
    private final Ink ink;

    Mark(String sign, String words, Ink ink) {
        this.sign = sign;
        this.words = words;
        this.ink = ink;
    }

    static Mark of(Finding finding) {
        return switch (finding.outcome()) {
            case AS_PREDICTED -> TICK;
            case OTHERWISE -> CROSS;
            case NOT_RUN -> DASH;
        };
    }

    /// Of findings together: a cross if there is any, a dash if nothing came out as predicted because nothing
    /// was run.
    static Mark of(List<Finding> findings) {
        if (count(findings, CROSS) > 0) {
            return CROSS;
        }
        return count(findings, DASH) > 0 && count(findings, TICK) == 0 ? DASH : TICK;
    }

    String sign() {
        return sign;
    }

    String words() {
        return words;
    }

    Ink ink() {
        return ink;
    }

    /// `3 of 5 as predicted, 1 otherwise, 1 not run`.
    static String totals(List<Finding> findings) {
        long ticks = count(findings, TICK);
        long crosses = count(findings, CROSS);
        long dashes = count(findings, DASH);
        return ticks + " of " + findings.size() + " as predicted"
                + (crosses > 0 ? ", " + crosses + " otherwise" : "")
                + (dashes > 0 ? ", " + dashes + " not run" : "");
    }

    private static long count(List<Finding> findings, Mark mark) {
        return findings.stream().filter(finding -> of(finding) == mark).count();
    }
}
