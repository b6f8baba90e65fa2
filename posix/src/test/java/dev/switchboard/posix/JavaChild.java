package dev.switchboard.posix;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How to start a test class as a Java process of its own.
final class JavaChild {
    private JavaChild() {}

    static List<String> argv(Class<?> main, String... arguments) throws URISyntaxException {
        String path = home(main) + File.pathSeparator + home(ControlChannel.class);
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                main.getName());
        return Stream.concat(java.stream(), Stream.of(arguments)).toList();
    }

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
