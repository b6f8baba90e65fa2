package dev.switchboard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class MainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"serve", "connect", "send", "import", "tail", "search", "export", "journal", "lab", "bench"})
    void aCommandThatIsNamedIsTheOnlyOneThatIsRead(String name) {
        Map<String, CommandLine> read =
                Main.commandLine(new String[] {name, "--help"}).getSubcommands();

        assertThat(read).containsOnlyKeys(name);
        assertThat(Objects.requireNonNull(read.get(name)).getCommandName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "nonsense"})
    void anythingElseMayBeAboutEveryCommand(String first) {
        assertThat(Main.commandLine(new String[] {first}).getSubcommands())
                .containsOnlyKeys(
                        "serve", "connect", "send", "import", "tail", "search", "export", "journal", "lab", "bench",
                        "help");
    }

    @Test
    void everyCommandIsCalledAsItCallsItself() {
        Main.commandLine(new String[0]).getSubcommands().forEach((name, command) -> {
            Class<?> itself = command.getCommand().getClass();
            assertThat(itself.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name);
        });
    }
}
