package dev.switchboard.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:http",
                "::1:2012",
                "localhost:0",
                "localhost:2012 2013",
                "-z localhost:2012",
                "-w soon localhost:2012",
                "-w 0 localhost:2012",
                "-w 999999999999d localhost:2012",
                "-p here localhost:2012",
                "-p localhost:2012",
            })
    void aWrongCommandLineIsOneClearLineAndAHint(String arguments) throws Exception {
        String[] words = Arrays.stream(arguments.split(" "))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        try (Running connect = new Running(words)) {
            assertThat(connect.said().lines())
                    .hasSize(2)
                    .satisfiesExactly(
                            wrong -> assertThat(wrong).isNotBlank().doesNotContain("Exception"),
                            hint -> assertThat(hint).contains("switchboard connect --help"));
            assertThat(connect.exitCode()).isEqualTo(2);
            assertThat(connect.printed()).isEmpty();
        }
    }
}
