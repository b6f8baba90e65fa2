package dev.switchboard.cli.lab;

import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The findings that `docs/origins.md` names: after a link to an experiment, between backticks, up to the next link or
/// the end of the cell.
final class OriginsPage {
    private static final Pattern LINK = Pattern.compile("\\[`lab run (\\S+)`\\]\\([^)]*\\): ([^|\\[]*)");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private OriginsPage() {}

    static List<String> findingsOf(String experiment) throws IOException {
        Path page = SwitchboardProcess.launcher().resolveSibling("docs").resolve("origins.md");
        List<String> names = new ArrayList<>();
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            if (link.group(1).equals(experiment)) {
                Matcher name = NAME.matcher(link.group(2));
                while (name.find()) {
                    names.add(name.group(1));
                }
            }
        }
        return names;
    }
}
