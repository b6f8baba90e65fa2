package dev.switchboard.lab;

import java.util.List;

/// Starts processes with the JVM and class path of the tests.
public final class TestSetup {
    private TestSetup() {}

    /// Without a program `switchboard`: for scripted ends.
    public static Setup setup() {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new Setup(
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path")),
                "none");
    }
}
