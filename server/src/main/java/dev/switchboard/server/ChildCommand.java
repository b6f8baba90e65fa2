package dev.switchboard.server;

import dev.switchboard.server.child.ChildMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a child process is started: the JVM and class path of this process, sized for one connection, which starts fast
/// rather than runs for long.
final class ChildCommand {
    /// Set by the launcher: an AOT cache made with the options below and this class path.
    private static final String AOT_CACHE_PROPERTY = "switchboard.child.aot";

    /// Set by the build: where a child writes such a cache when it ends.
    private static final String AOT_TRAINING_PROPERTY = "switchboard.child.aot.training";

    private ChildCommand() {}

    /// The command that serves a connection of this listener.
    ///
    /// @param spec the listener's specification, as written
    /// @param wantsCalls whether the child tells of its socket calls
    static List<String> of(String spec, boolean wantsCalls) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx256m",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:aot*=off:stderr",
                "-Xlog:cds*=off:stderr",
                "--enable-native-access=ALL-UNNAMED"));
        String cache = System.getProperty(AOT_CACHE_PROPERTY);
        String training = System.getProperty(AOT_TRAINING_PROPERTY);
        if (training != null) {
            command.add("-XX:AOTCacheOutput=" + training);
        } else if (cache != null && Files.exists(Path.of(cache))) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName(), spec));
        if (wantsCalls) {
            command.add(ChildMain.CALLS);
        }
        return command;
    }
}
