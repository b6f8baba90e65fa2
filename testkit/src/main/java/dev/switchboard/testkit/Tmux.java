package dev.switchboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// A shell on a terminal that a test types on and looks at: a tmux server of its own with one window. Needs `tmux`.
///
/// Failures of tmux are thrown as [UncheckedIOException]. Not thread-safe.
public final class Tmux implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(30);
    private static final int COMMAND_SECONDS_MAX = 10;
    private static final String SHELL_PROMPT = "$ ";
    private static final String SHELL_SETTINGS = "shell-settings";

    private final Path home;

    private Tmux(Path home) {
        this.home = home;
    }

    /// Starts `sh` with the prompt `$ ` in `directory`, and waits for the prompt.
    ///
    /// @param columns the width of the terminal in characters
    /// @param rows its height in lines
    public static Tmux shell(Path directory, int columns, int rows) {
        Tmux tmux = new Tmux(newHome());
        try {
            tmux.run(
                    "new-session",
                    "-d",
                    "-x",
                    String.valueOf(columns),
                    "-y",
                    String.valueOf(rows),
                    "-c",
                    directory.toString(),
                    "sh");
            tmux.awaitScreen("the shell prompt", screen -> screen.endsWith(SHELL_PROMPT.strip()));
            return tmux;
        } catch (AssertionError | UncheckedIOException e) {
            tmux.close();
            throw e;
        }
    }

    /// Types `text` as it is.
    public void type(String text) {
        run("send-keys", "-l", "--", text);
    }

    /// Presses one key by its tmux name: `Enter`, `Tab`, `C-d`.
    public void press(String key) {
        run("send-keys", key);
    }

    /// Types `line` and presses Enter.
    public void enter(String line) {
        type(line);
        press("Enter");
    }

    /// What the terminal shows now, wrapped lines joined, without the empty rest of lines and of the screen.
    public String screen() {
        return run("capture-pane", "-p", "-J")
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /// Waits until the terminal shows `text`; fails after 30 seconds.
    ///
    /// @return the screen that shows it
    public String await(String text) {
        return awaitScreen("'" + text + "' on the screen", screen -> screen.contains(text));
    }

    /// Waits until the screen is as `wanted`; fails after 30 seconds, naming `what` and the last screen.
    ///
    /// @return that screen
    public String awaitScreen(String what, Predicate<String> wanted) {
        String[] last = {""};
        try {
            Awaitility.await(what).atMost(DEADLINE).pollInterval(POLL).until(() -> {
                last[0] = screen();
                return wanted.test(last[0]);
            });
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("did not see " + what + "; the screen shows:\n" + last[0], e);
        }
        return last[0];
    }

    /// Ends the tmux server and what runs in it.
    @Override
    public void close() {
        run("kill-server");
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A directory for the socket and for the settings of the shell: sh takes no prompt from root's environment.
    private static Path newHome() {
        try {
            Path home = Files.createTempDirectory("switchboard-tmux");
            Files.writeString(home.resolve(SHELL_SETTINGS), "PS1='" + SHELL_PROMPT + "'\n");
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", "test", "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("TMUX") || name.startsWith("LC_"));
        // The directory holds the socket: no other server can be meant.
        environment.put("TMUX_TMPDIR", home.toString());
        environment.put("ENV", home.resolve(SHELL_SETTINGS).toString());
        environment.put("LANG", "C.UTF-8");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
