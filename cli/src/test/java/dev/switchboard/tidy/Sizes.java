package dev.switchboard.tidy;

import java.util.ArrayList;
import java.util.List;

/// How large files and methods may be, and what a type may not be called. Each rule returns what breaks it, in words.
final class Sizes {
    static final int FILE_LINES_MAX = 400;
    static final int NINE_OF_TEN_FILE_LINES_MAX = 250;
    static final int MEDIAN_FILE_LINES_MAX = 90;
    static final int METHOD_LINES_MAX = 60;

    /// Names that say nothing of what a type is.
    private static final String EMPTY_NAME = ".*Impl|Abstract(\\p{Upper}.*)?|.*Managers?|.*Util(s|ities)?|.*Helpers?";

    private Sizes() {}

    static List<String> filesTooLong(List<SourceFile> sources) {
        return sources.stream()
                .filter(source -> lines(source) > FILE_LINES_MAX)
                .map(source -> "%s has %d lines".formatted(source.path(), lines(source)))
                .toList();
    }

    /// Empty while at least nine of ten files keep their limit; else those that do not.
    static List<String> tooManyLongFiles(List<SourceFile> sources) {
        List<String> longer = sources.stream()
                .filter(source -> lines(source) > NINE_OF_TEN_FILE_LINES_MAX)
                .map(source -> "%s has %d lines".formatted(source.path(), lines(source)))
                .toList();
        return 10 * longer.size() > sources.size() ? longer : List.of();
    }

    /// Of files that hold code: package descriptions would flatter the number.
    static int medianLines(List<SourceFile> sources) {
        List<Integer> sizes = sources.stream()
                .filter(source -> !source.name().equals("package-info.java"))
                .map(Sizes::lines)
                .sorted()
                .toList();
        return sizes.get(sizes.size() / 2);
    }

    static List<String> methodsTooLong(List<SourceFile> sources) {
        List<String> problems = new ArrayList<>();
        for (SourceFile source : sources) {
            for (Declarations.Method method : Declarations.of(source).methods()) {
                if (method.lines() > METHOD_LINES_MAX) {
                    problems.add("%s: %s has %d lines".formatted(source.path(), method.name(), method.lines()));
                }
            }
        }
        return problems;
    }

    static List<String> emptyNames(List<SourceFile> sources) {
        List<String> problems = new ArrayList<>();
        for (SourceFile source : sources) {
            for (String type : Declarations.of(source).types()) {
                if (type.matches(EMPTY_NAME)) {
                    problems.add("%s declares %s".formatted(source.path(), type));
                }
            }
        }
        return problems;
    }

    private static int lines(SourceFile source) {
        return source.lines().size();
    }
}
