package dev.switchboard.cli.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The built program, started as users start it.
final class App {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path APP = Path.of("target", "app").toAbsolutePath();

    private App() {}

    /// The command line of `switchboard connect arguments…`.
    static List<String> connect(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                APP + "/*"));
        command.addAll(jvmOptions);
        command.addAll(List.of("dev.switchboard.cli.Main", "connect"));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Writes an executable `connect` for the shell into `directory`; it passes its arguments on.
    static void script(Path directory) throws IOException {
        String command =
                connect(List.of()).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path script = directory.resolve("connect");
        Files.writeString(script, "#!/bin/sh\nexec " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
