package dev.switchboard.journal.disk;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the files of a journal are called.
final class FileNames {
    static final String PRODUCERS = "producers";
    static final String SPARE = "spare";
    static final String PLAIN = "plain";
    static final String LOCK = "lock";

    /// Behind the name of a file that is not finished.
    static final String NEW = ".new";

    /// More where a number needs them.
    private static final int DIGITS = 10;

    private static final Pattern SEGMENT = Pattern.compile("(\\d{10,18})\\.segment");
    private static final Pattern COMPRESSED = Pattern.compile("(\\d{10,18})\\.segment\\.zst");
    private static final Pattern INDEX = Pattern.compile("(\\d{10,18})\\.index");

    private FileNames() {}

    /// Whether a journal makes files with this name.
    static boolean isOfJournal(String name) {
        String finished = name.endsWith(NEW) ? name.substring(0, name.length() - NEW.length()) : name;
        return Set.of(PRODUCERS, SPARE, PLAIN, LOCK).contains(finished)
                || SEGMENT.matcher(finished).matches()
                || COMPRESSED.matcher(finished).matches()
                || INDEX.matcher(finished).matches();
    }

    static String segment(long number) {
        return numbered(number, ".segment");
    }

    static String compressed(long number) {
        return numbered(number, ".segment.zst");
    }

    static String index(long number) {
        return numbered(number, ".index");
    }

    /// At a start this runs often and before it is compiled, so no formatter does it.
    private static String numbered(long number, String ending) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + ending;
    }

    /// The numbers of all plain segments among these names, in order.
    static List<Long> segmentNumbers(List<String> names) {
        return numbers(names, SEGMENT);
    }

    /// The numbers of all compressed segments among these names, in order.
    static List<Long> compressedNumbers(List<String> names) {
        return numbers(names, COMPRESSED);
    }

    /// The numbers of all indexes among these names, in order.
    static List<Long> indexNumbers(List<String> names) {
        return numbers(names, INDEX);
    }

    private static List<Long> numbers(List<String> names, Pattern pattern) {
        return names.stream()
                .map(name -> number(name, pattern))
                .flatMapToLong(OptionalLong::stream)
                .sorted()
                .boxed()
                .toList();
    }

    private static OptionalLong number(String name, Pattern pattern) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
