package dev.switchboard.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What must not stand in a file. Each rule returns what breaks it, in words.
final class Words {
    static final int LINE_CHARS_MAX = 120;

    /// Put together here, so that this file keeps the rule itself.
    private static final Pattern LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    /// Hosts of packages, by what their names begin with. Where packages come from is the business of the machine that
    /// builds: a mirror that it has must not be passed by.
    private static final Pattern DOWNLOAD = Pattern.compile("(https?|ftp)://"
            + "(repo\\d*|central|registry|deb|security|archive|ftp|packages|snapshots?|oss|downloads?|dl)\\.[\\w.-]+");

    private Words() {}

    static List<String> workLeftForLater(List<SourceFile> files) {
        return found(files, LATER);
    }

    static List<String> downloadAddresses(List<SourceFile> files) {
        return found(files, DOWNLOAD);
    }

    static List<String> linesTooLong(List<SourceFile> files) {
        List<String> problems = new ArrayList<>();
        for (SourceFile file : files) {
            List<String> lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                int chars = lines.get(i).codePointCount(0, lines.get(i).length());
                if (chars > LINE_CHARS_MAX) {
                    problems.add("%s:%d has %d characters".formatted(file.path(), i + 1, chars));
                }
            }
        }
        return problems;
    }

    private static List<String> found(List<SourceFile> files, Pattern pattern) {
        List<String> problems = new ArrayList<>();
        for (SourceFile file : files) {
            List<String> lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                int number = i + 1;
                pattern.matcher(lines.get(i))
                        .results()
                        .forEach(found -> problems.add(file.path() + ":" + number + " says " + found.group()));
            }
        }
        return problems;
    }
}
