package dev.switchboard.cli.interop;

import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The snippets of `docs/senders.md`.
final class SendersPage {
    private static final String HOST = "logs.example.net";
    /// Of `syslog` and of `relp`.
    private static final Pattern PORT = Pattern.compile("\\b(5514|2514)\\b");

    private SendersPage() {}

    /// The snippet below this heading, pointed at a port of this machine.
    static String snippet(String heading, int port) throws IOException {
        Path page = SwitchboardProcess.launcher().resolveSibling("docs").resolve("senders.md");
        Pattern form = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "\n[^#]*?^```\n(.*?)^```$");
        Matcher found = form.matcher(Files.readString(page));
        if (!found.find()) {
            throw new AssertionError("no snippet below '" + heading + "' in " + page);
        }
        String snippet = found.group(1);
        if (!snippet.contains(HOST) || !PORT.matcher(snippet).find()) {
            throw new AssertionError("neither host nor port to put in: " + snippet);
        }
        return PORT.matcher(snippet.replace(HOST, "127.0.0.1")).replaceAll(Integer.toString(port));
    }
}
