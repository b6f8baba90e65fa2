package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.serving.Model;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be meant is refused in one line that says what is wrong.
class ListenerSpecFaultsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lines:0,model=process            | lines does not go with model=process: its children have no journal
            lines/udp:0,model=select         | lines/udp has no option 'model'
            lines/udp:0,receipts=last        | lines/udp has no option 'receipts'
            lines:0,receipts=some            | lines: receipts is one of each, last, none, not 'some'
            lines:0,channel=a/b              | a channel's name is 1 to 64 of letters, digits
            lines/udp:0,channel=@connections | a channel's name is 1 to 64 of letters
            syslog:0,channel=@drops          | a channel's name is 1 to 64 of letters
            syslog:0,channel=x.{hots}        | a channel has no field '{hots}'
            syslog:0,channels=10001          | syslog: channels is at most 10000
            syslog/udp:0,max-line=1k         | syslog/udp has no option 'max-line'
            syslog:0,receipts=last           | syslog has no option 'receipts'
            syslog:0,model=process           | syslog does not go with model=process
            lines:0,max-line=0               | max-line
            lines:0,max-line=2m              | max-line
            lines:0,retain=7d                | lines has no option 'retain': one journal serves all listeners; say
            lines:0,retain=7d,20g            | how much it keeps with --retain, as in --retain 7d,20g
            lines/udp:0,20g,retain=7d        | how much it keeps with --retain, as in --retain 7d,20g
            """)
    void whatLinesDoesNotHaveIsRefused(String text, String essence) {
        mustBeRefused(text, essence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            relp/udp:0                       | relp goes over tcp, not udp
            relp:0,channel=a/b               | letters, digits, '.', '_' and '-', not 'a/b'
            relp:0,channel=@connections      | not '@connections'
            relp:0,max-message=1023          | max-message is too small: '1023'
            relp:0,max-message=2m            | max-message is at most 1048576, not '2m'
            relp:0,receipts=none             | relp has no option 'receipts'
            relp:0,model=process             | relp does not go with model=process
            """)
    void whatRelpDoesNotHaveIsRefused(String text, String essence) {
        mustBeRefused(text, essence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "relp"})
    void aProtocolThatStoresRefusesTheProcessModelThatIsTheDefault(String protocol) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ListenerSpec.parse(protocol + ":0", Model.PROCESS))
                .withMessage("%s does not go with model=process: its children have no journal; take another model"
                        .formatted(protocol));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                   | a listener is PROTOCOL[/TRANSPORT]:[HOST:]PORT, not ''
            2012                 | a listener is PROTOCOL[/TRANSPORT]:[HOST:]PORT, not '2012'
            echo                 | a listener is PROTOCOL[/TRANSPORT]:[HOST:]PORT, not 'echo'
            :2012                | there is no protocol ''; there are echo, lines, relp, syslog, ticker
            smtp:25              | there is no protocol 'smtp'; there are echo, lines, relp, syslog, ticker
            Echo:2012            | there is no protocol 'Echo'
            localhost:2012       | there is no protocol 'localhost'
            echo/sctp:2012       | there is no transport 'sctp' for echo; there are tcp and udp
            echo/:2012           | there is no transport '' for echo
            echo/TCP:2012        | there is no transport 'TCP' for echo
            ticker/udp:2012      | ticker goes over tcp, not udp
            echo:                | a port is a number from 0 to 65535, not ''
            echo:http            | a port is a number from 0 to 65535, not 'http'
            echo:-1              | a port is a number from 0 to 65535, not '-1'
            echo:65536           | a port is a number from 0 to 65535, not '65536'
            echo:99999999999     | a port is a number from 0 to 65535, not '99999999999'
            echo:' 2012'         | a port is a number from 0 to 65535
            echo:localhost:      | a port is a number from 0 to 65535, not '' as in 'localhost:'
            echo:localhost:x     | a port is a number from 0 to 65535, not 'x' as in 'localhost:x'
            echo:::1:2012        | an IPv6 address goes in brackets, as in [::1]:2012, not '::1:2012'
            echo:[::1:2012       | an IPv6 address goes in brackets
            echo:[::1]           | a port is missing after '[::1]'
            echo:[]:2012         | only an IPv6 address goes in brackets, as in [::1]:2012, not '[]:2012'
            echo:[localhost]:1   | only an IPv6 address goes in brackets
            """)
    void whatIsNotAListenerIsRefused(String text, String essence) {
        mustBeRefused(text, essence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo:0,                          | echo has no option ''; it has
            echo:0,colour=red                | echo has no option 'colour'; it has backlog, framing, idle, keepalive
            echo:0,every=1s                  | echo has no option 'every'
            ticker:0,framing=line            | ticker has no option 'framing'
            echo/udp:0,framing=line          | echo/udp has no option 'framing'; it has peer, rate, stamp
            echo/udp:0,model=select          | echo/udp has no option 'model'
            echo:0,rate=5                    | echo has no option 'rate'
            echo:0,peer,peer                 | echo: option 'peer' is given twice
            echo:0,max=1,max=1               | echo: option 'max' is given twice
            echo/udp:0,rate=1,rate=2         | echo/udp: option 'rate' is given twice
            echo:0,peer=yes                  | echo: option 'peer' takes no value
            echo:0,model=single,once=true    | echo: option 'once' takes no value
            echo:0,model                     | echo: model wants a value, as in model=…
            echo:0,stamp=                    | echo: stamp wants a value, as in stamp=…
            ticker:0,text                    | ticker: text wants a value
            echo:0,threads                   | option 'threads' does not go with model=virtual
            echo:0,stamp=local               | echo: stamp is one of ctime, iso, none, not 'local'
            echo:0,model=fork                | echo: model is one of single, pool, thread, process, select, virtual
            """)
    void anOptionThatIsNoneOrHasNoneOfItsValuesIsRefused(String text, String essence) {
        mustBeRefused(text, essence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo:0,threads=2              | option 'threads' does not go with model=virtual, only with model=pool
            echo:0,model=thread,threads=2 | option 'threads' does not go with model=thread, only with model=pool
            echo:0,once                   | option 'once' does not go with model=virtual, only with model=single
            echo:0,model=pool,once        | option 'once' does not go with model=pool, only with model=single
            echo:0,warm=1                 | option 'warm' does not go with model=virtual, only with model=process
            """)
    void anOptionThatDoesNotGoWithTheModelIsRefused(String text, String essence) {
        mustBeRefused(text, essence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo:0,model=pool,threads=0      | threads is too small: '0'
            echo:0,model=pool,threads=10001  | threads is at most 10000, not '10001'
            echo:0,model=pool,threads=many   | threads wants a number, not 'many'
            echo:0,max=0                     | max is too small: '0'
            echo:0,max=-1                    | max wants a number, not '-1'
            echo:0,max=9999999999            | max is at most 999999999, not '9999999999'
            echo:0,backlog=65536             | backlog is at most 65535, not '65536'
            echo/udp:0,rate=1000001          | echo/udp: rate is at most 1000000, not '1000001'
            echo:0,framing=fixed             | framing is one of none, line, length, fixed:N, close, not 'fixed'
            echo:0,framing=fixed:            | framing is one of none, line, length, fixed:N, close, not 'fixed:'
            echo:0,framing=fixed:x           | framing is one of none, line, length, fixed:N, close, not 'fixed:x'
            echo:0,framing=fixed:-1          | framing is one of
            echo:0,framing=fixed:0           | framing fixed:N wants N from 1 to 1048576, not 0
            echo:0,framing=fixed:1048577     | framing fixed:N wants N from 1 to 1048576, not 1048577
            echo:0,framing=fixed:99999999999 | framing fixed:N wants N from 1 to 1048576, not 99999999999
            echo:0,framing=fixed:9,max-message=8 | framing fixed:N wants N from 1 to 8, not 9 (see max-message)
            echo:0,max-message=0             | max-message is too small: '0'
            echo:0,max-message=2g            | max-message is at most 1073741824, not '2g'
            echo:0,max-message=999999999999g | max-message is too large: '999999999999g'
            echo:0,max-message=10x           | max-message wants a size such as 512, 64k or 20m, not '10x'
            ticker:0,every=0                 | every is too small: '0'
            ticker:0,every=soon              | every wants a time such as 500ms, 3s or 5m, not 'soon'
            ticker:0,every=999999999999d     | every is too large: '999999999999d'
            ticker:0,every=9999999999999999999s | every wants a time such as 500ms, 3s or 5m
            echo:0,idle=-1s                  | idle wants a time such as 500ms, 3s or 5m, not '-1s'
            echo:0,idle=999999999999d        | idle is too large: '999999999999d'
            echo:0,idle=999999999999         | idle is too large: '999999999999'
            echo:0,keepalive=1s              | keepalive is whole seconds from 2s to 32767s, or 0 for none
            echo:0,keepalive=1500ms          | keepalive is whole seconds
            echo:0,keepalive=32768s          | keepalive is whole seconds
            """)
    void aQuantityOutOfItsBoundsIsRefused(String text, String essence) {
        mustBeRefused(text, essence);
    }

    @Test
    @DefaultLocale("ar-EG")
    void messagesHavePlainDigitsInEveryLocale() {
        mustBeRefused("echo:0,backlog=65536", "at most 65535, not '65536'");
        mustBeRefused("echo:0,framing=fixed:0", "from 1 to 1048576, not 0");
    }

    @Test
    void whatHoldsALineEndIsRefusedInOneLineAllTheSame() {
        mustBeRefused("ec\nho:1", "there is no protocol 'ec?ho'");
    }

    /// Whatever a user types is either understood or refused: nothing else is thrown.
    @Test
    void anyTextIsUnderstoodOrRefused() {
        List<String> words = List.of(
                "echo",
                "ticker",
                "/udp",
                "/tcp",
                ":",
                ":",
                "0",
                "2012",
                "*",
                "[::]",
                "localhost",
                ",",
                ",",
                "=",
                "=",
                "peer",
                "stamp",
                "iso",
                "framing",
                "fixed:",
                "model",
                "pool",
                "single",
                "once",
                "threads",
                "idle",
                "every",
                "999999999999",
                "d",
                "ms",
                "g",
                "-",
                " ",
                "\n",
                "\t",
                "max-message",
                "keepalive",
                "é");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "echo:0," : "");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(words.get(random.nextInt(words.size())));
            }
            try {
                ListenerSpec.parse(text.toString(), Model.VIRTUAL);
            } catch (ConfigException refused) {
                mustBeOneLine(refused);
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ": " + text, thrown);
            }
        }
    }

    private static void mustBeRefused(String text, String essence) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ListenerSpec.parse(text, Model.VIRTUAL))
                .satisfies(ListenerSpecFaultsTest::mustBeOneLine)
                .withMessageContaining(essence);
    }

    private static void mustBeOneLine(ConfigException refused) {
        assertThat(refused.getMessage()).isNotBlank().doesNotContainPattern("\\R|\\p{Cntrl}");
    }
}
