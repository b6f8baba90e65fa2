package dev.switchboard.cli.lab;

import dev.switchboard.cli.Main;
import dev.switchboard.lab.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// How this program was started, so that it can be started again.
final class OwnCommand {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private OwnCommand() {}

    /// @throws IOException when the system does not tell
    static Setup setup() throws IOException {
        String main = Main.class.getName();
        List<String> words = Arrays.asList(Files.readString(COMMAND_LINE).split("\0", -1));
        int at = words.indexOf(main);
        if (at < 0) {
            throw new IOException("cannot tell how this program was started; use the launcher");
        }
        return new Setup(words.subList(0, at), main);
    }
}
