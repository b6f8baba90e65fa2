package dev.switchboard.client.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Which line of the pattern is answered next, and what another line in its place means. Not thread-safe.
final class Expected {
    private static final int SHOWN_CHARS_MAX = 80;

    private final Pattern pattern;
    private final int first;
    private long next;

    Expected(Pattern pattern, int first) {
        this.pattern = pattern;
        this.first = first;
    }

    /// The number of the message that is answered next.
    long next() {
        return next;
    }

    /// Where in the pattern its line begins.
    int at() {
        return index() * pattern.lineBytes();
    }

    private int index() {
        return (int) ((first + next) % pattern.lines());
    }

    void advance(long count) {
        next += count;
    }

    void giveUp(long messages) {
        next = Math.max(next, messages);
    }

    /// A line that is not the expected one.
    ///
    /// @param line with its line feed
    void judge(byte[] line, Answers answers) {
        int found = pattern.indexOf(line);
        long ahead = found < 0 ? -1 : Math.floorMod(found - index(), pattern.lines());
        if (ahead >= 0 && ahead < answers.unanswered()) {
            if (ahead > 0) {
                answers.skipped(ahead);
            }
            answers.right(1);
            next += ahead + 1;
        } else if (ahead >= 0) {
            answers.unasked("an answer came twice or too late: " + shown(line));
        } else {
            wrong(shown(line), answers);
        }
    }

    /// Something that answers the expected message, if there is one, but wrongly.
    void wrong(String what, Answers answers) {
        if (answers.unanswered() > 0) {
            answers.wrong(what);
            next++;
        } else {
            answers.unasked(what);
        }
    }

    static String shown(byte[] line) {
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        String text = new String(line, 0, Math.min(end, SHOWN_CHARS_MAX), ISO_8859_1);
        return end > SHOWN_CHARS_MAX ? text + "…" : text;
    }
}
