package dev.switchboard.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The program in the README is this one, and does what the README says.
@Timeout(60)
class EmbeddedEchoTest {
    private static final Path SOURCE = Path.of("src/test/java/dev/switchboard/example/EmbeddedEcho.java");
    private static final Path README = Path.of("../README.md");

    @Test
    void theProgramPrintsTheStampedReplyAndEnds() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedEcho.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(new String(program.getInputStream().readAllBytes(), UTF_8)).matches("\\[.{24}] hello\n");
        assertThat(program.waitFor()).isZero();
    }

    @Test
    void theReadmeShowsTheProgramAsItIs() throws IOException {
        List<String> lines = Files.readAllLines(SOURCE);
        List<String> method = lines.subList(indexOf(lines, "    public static void main"), lines.size() - 1);
        String shown = String.join("\n", method).stripIndent();
        assertThat(Files.readString(README)).contains("```java\n" + shown + "\n```\n");
    }

    private static int indexOf(List<String> lines, String beginning) {
        int index = 0;
        while (!lines.get(index).startsWith(beginning)) {
            index++;
        }
        return index;
    }
}
