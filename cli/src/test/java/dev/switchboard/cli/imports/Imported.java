package dev.switchboard.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Files for `switchboard import`, and the command itself.
final class Imported {
    private Imported() {}

    static RunningProcess start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(SwitchboardProcess.launcher().toString(), "import"));
        command.addAll(List.of(arguments));
        return RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"));
    }

    static Path plain(Path file, String text) throws IOException {
        return Files.writeString(file, text, UTF_8);
    }

    /// Compressed by `gzip` itself.
    static Path gzip(Path file, String text) throws IOException {
        return compressed(file, text, "gzip", "-f");
    }

    /// Compressed by `zstd` itself.
    static Path zstd(Path file, String text) throws IOException {
        return compressed(file, text, "zstd", "-q", "-f", "--rm");
    }

    /// The program puts the result beside the file, with an ending of its own.
    private static Path compressed(Path file, String text, String... program) throws IOException {
        String name = file.getFileName() + ".plain";
        List<String> command = new ArrayList<>(List.of(program));
        command.add(plain(file.resolveSibling(name), text).toString());
        Command.run(command.toArray(String[]::new)).assertSucceeded();
        return Files.move(file.resolveSibling(name + (program[0].equals("gzip") ? ".gz" : ".zst")), file);
    }

    /// Puts one more file to the end of another.
    static void append(Path file, Path more) throws IOException {
        Files.write(file, Files.readAllBytes(more), StandardOpenOption.APPEND);
    }
}
