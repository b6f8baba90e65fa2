package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command.Result;
import dev.switchboard.testkit.SwitchboardProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program answers to those who ask it, and to those who ask it wrongly.
class UsageIT {
    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theVersionIsOneLine(String option) throws Exception {
        Result result = SwitchboardProcess.run(option);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).matches("switchboard \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--help,Usage: switchboard",
        "-h,Usage: switchboard",
        "serve --help,--listen=SPEC",
        "serve --help,--calls"
    })
    void helpIsOnStdout(String args, String expected) throws Exception {
        Result result = SwitchboardProcess.run(args.split(" ", -1));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains(expected).contains("serve");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void noCommandAtAllShowsTheCommandsAndIsWrongUsage() throws Exception {
        Result result = SwitchboardProcess.run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("Usage: switchboard").contains("serve");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sreve -l echo:0                      | there is no command 'sreve'",
                "--nope                               | '--nope'",
                "serve -l echo:0 --print              | --print wants a listener that stores messages",
                "serve --sync always                  | --sync is batch or none, not 'always'",
                "serve --retain 7                     | --retain wants an age (s, h, d), a size (k, m, g) or both",
                "serve --retain 7d,                   | --retain wants an age (s, h, d), a size (k, m, g) or both",
                "serve -l lines:0,model=process       | lines does not go with model=process",
                "serve -l lines:0,channel=a/b         | a channel's name is 1 to 64 of letters, digits",
                "serve -l lines:0,receipts=some       | receipts is one of each, last, none, not 'some'",
                "serve -l                             | Missing required parameter for option '--listen' (SPEC)",
                "serve -l echo:0 --nope               | '--nope'",
                "serve -l echo:0 extra                | 'extra'",
                "serve -l echo                        | a listener is PROTOCOL[/TRANSPORT]:[HOST:]PORT, not 'echo'",
                "serve -l ohce:0 | there is no protocol 'ohce'; there are echo, lines, relp, syslog, ticker",
                "serve -l echo/sctp:0                 | there is no transport 'sctp'",
                "serve -l ticker/udp:0                | ticker goes over tcp, not udp",
                "serve -l echo:65536                  | '65536'",
                "serve -l echo:::1:0                  | [::1]:2012",
                "serve -l echo:0,model=forks          | model is one of single, pool, thread, process, select, virtual",
                "serve --model forks -l echo:0        | is one of single, pool, thread, process, select, virtual",
                "serve -l echo:0,bad                  | echo has no option 'bad'; it has ",
                "serve -l echo/udp:0,model=pool       | echo/udp has no option 'model'; it has peer, rate, stamp",
                "serve -l echo:0,once                 | option 'once' does not go with model=virtual",
                "serve -l echo:0,peer=yes             | option 'peer' takes no value",
                "serve -l echo:0,idle                 | idle wants a value",
                "serve -l echo:0,idle=soon            | idle wants a time such as 500ms, 3s or 5m, not 'soon'",
                "serve -l echo:0,idle=999999999999d   | idle is too large: '999999999999d'",
                "serve -l echo:0,idle=1s,idle=2s      | option 'idle' is given twice",
                "serve -l echo:0,framing=fixed        | framing is one of none, line, length, fixed:N, close",
                "serve -l echo:0,max-message=99999999999g | max-message",
                "serve -l echo:0,keepalive=1s         | keepalive is whole seconds from 2s",
                "serve -l echo:0 --grace later        | --grace wants a time such as 500ms, 3s or 5m, not 'later'",
                "serve -l echo:0 --grace 999999999d   | --grace is too large: '999999999d'",
            })
    void wrongUsageIsOneLineAndAHintAndStartsNothing(String args, String problem) throws Exception {
        Result result = SwitchboardProcess.run(args.split(" ", -1));
        String command = args.startsWith("serve") ? "switchboard serve" : "switchboard";
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err())
                .startsWith("switchboard: ")
                .contains(problem)
                .endsWith("\ntry '%s --help'\n".formatted(command));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void oneWrongListenerOfTwoStartsNeither() throws Exception {
        Result result = SwitchboardProcess.run("serve", "-l", "echo:0", "-l", "echo:none");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }
}
