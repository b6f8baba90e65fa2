package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.switchboard.protocol.echo.Echo;
import dev.switchboard.protocol.framing.CloseFraming;
import dev.switchboard.protocol.framing.FixedFraming;
import dev.switchboard.protocol.framing.Framing;
import dev.switchboard.protocol.framing.LengthFraming;
import dev.switchboard.protocol.framing.LineFraming;
import dev.switchboard.protocol.framing.NoFraming;
import dev.switchboard.protocol.relp.Relp;
import dev.switchboard.protocol.ticker.Ticker;
import dev.switchboard.serving.Model;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ListenerSpecTest {
    @Test
    void aProtocolAndAPortAreEnough() {
        ListenerSpec.Tcp spec = tcp("echo:2012");
        assertThat(spec.text()).isEqualTo("echo:2012");
        assertThat(spec.address()).isEqualTo(new HostPort("127.0.0.1", 2012));
        assertThat(spec.settings()).isEqualTo(new TcpSettings(Model.VIRTUAL, 1, 128, 999_999_999, 0, 15, false, 2));
        Echo echo = (Echo) spec.protocol();
        assertThat(echo.stamp()).isNotNull();
        assertThat(echo.showPeer()).isFalse();
        assertThat(echo.framing()).isEqualTo(new NoFraming());
        assertThat(echo.messageBytesMax()).isEqualTo(1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "echo:2012,                   127.0.0.1, 2012, 127.0.0.1",
        "echo:0,                      127.0.0.1, 0,    127.0.0.1",
        "echo:65535,                  127.0.0.1, 65535, 127.0.0.1",
        "echo:127.0.0.2:1,            127.0.0.2, 1,    127.0.0.2",
        "echo:*:2012,                 *,         2012, 0.0.0.0",
        "echo:0.0.0.0:2012,           0.0.0.0,   2012, 0.0.0.0",
        "echo:[::]:2012,              '::',      2012, '::'",
        "echo:[::1]:2012,             '::1',     2012, '::1'",
        "echo::2012,                  127.0.0.1, 2012, 127.0.0.1",
        "echo/tcp:[::1]:2012,         '::1',     2012, '::1'",
        "echo/udp:*:9527,             *,         9527, 0.0.0.0",
        "ticker:[::]:9000,            '::',      9000, '::'",
    })
    @Tag("T5")
    void theHostSaysWhoCanReachTheListener(String text, String host, int port, String bound) throws IOException {
        HostPort address = ListenerSpec.parse(text, Model.VIRTUAL).address();
        assertThat(address).isEqualTo(new HostPort(host, port));
        assertThat(address.resolve().getAddress()).isEqualTo(InetAddress.ofLiteral(bound));
        assertThat(address.resolve().getPort()).isEqualTo(port);
    }

    @Test
    void aHostNameIsWhatItResolvesTo() throws IOException {
        HostPort address =
                ListenerSpec.parse("echo:localhost:2012", Model.VIRTUAL).address();
        assertThat(address).isEqualTo(new HostPort("localhost", 2012));
        assertThat(address.resolve().getAddress().isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T3")
    void everyServingModelHasItsWord(Model model) {
        assertThat(tcp("echo:0,model=" + model.word()).settings().model()).isEqualTo(model);
    }

    @ParameterizedTest
    @EnumSource
    void aListenerThatNamesNoModelHasTheGivenOne(Model model) {
        assertThat(ListenerSpec.parse("echo:0", model))
                .asInstanceOf(type(ListenerSpec.Tcp.class))
                .extracting(spec -> spec.settings().model())
                .isEqualTo(model);
    }

    @Test
    @Tag("T5")
    void everyFramingHasItsWord() {
        assertThat(framing("none")).isEqualTo(new NoFraming());
        assertThat(framing("line")).isEqualTo(new LineFraming());
        assertThat(framing("length")).isEqualTo(new LengthFraming());
        assertThat(framing("close")).isEqualTo(new CloseFraming());
        assertThat(framing("fixed:1")).isEqualTo(new FixedFraming(1));
        assertThat(framing("fixed:1048576")).isEqualTo(new FixedFraming(1024 * 1024));
        assertThat(framing("fixed:2000000,max-message=2m")).isEqualTo(new FixedFraming(2_000_000));
    }

    @Test
    void echoTakesItsOwnOptions() {
        Echo echo = (Echo)
                tcp("echo:0,stamp=none,peer,framing=line,max-message=64k").protocol();
        assertThat(echo).isEqualTo(new Echo(null, true, new LineFraming(), 64 * 1024));
        assertThat(((Echo) tcp("echo:0,stamp=iso").protocol()).stamp()).isNotNull();
        assertThat(((Echo) tcp("echo:0,stamp=ctime").protocol()).stamp()).isNotNull();
        assertThat(((Echo) tcp("echo:0,max-message=1g").protocol()).messageBytesMax())
                .isEqualTo(1 << 30);
    }

    @Test
    @Tag("T1")
    void tickerTakesItsOwnOptions() {
        assertThat(tcp("ticker:9000").protocol()).isEqualTo(new Ticker(100_000_000, "0123456789"));
        assertThat(tcp("ticker:9000,every=2s,text=tick = tack").protocol())
                .isEqualTo(new Ticker(2_000_000_000, "tick = tack"));
        assertThat(tcp("ticker:9000,every=1ms").protocol()).isEqualTo(new Ticker(1_000_000, "0123456789"));
    }

    @Test
    void relpTakesItsOwnOptions() {
        assertThat(relp("relp:2514").channels()).hasToString("syslog");
        assertThat(relp("relp:2514").messageBytesMax()).isEqualTo(128 * 1024);
        assertThat(relp("relp:0,max-message=1k").messageBytesMax()).isEqualTo(1024);
        assertThat(relp("relp:0,max-message=1m").messageBytesMax()).isEqualTo(1024 * 1024);
        assertThat(relp("relp:0,channel=logs").channels()).hasToString("logs");
        assertThat(relp("relp:0,channel=logs.{host},channels=10").channels()).hasToString("logs.{host}");
    }

    private static Relp relp(String text) {
        return (Relp) tcp(text).protocol();
    }

    @ParameterizedTest
    @MethodSource
    void tcpListenersTakeTheCommonOptions(String options, TcpSettings wanted) {
        assertThat(tcp("echo:0," + options).settings()).isEqualTo(wanted);
    }

    static List<Arguments> tcpListenersTakeTheCommonOptions() {
        int max = 999_999_999;
        return List.of(
                arguments("model=pool", new TcpSettings(Model.POOL, 10, 128, max, 0, 15, false, 2)),
                arguments("model=pool,threads=3", new TcpSettings(Model.POOL, 3, 128, max, 0, 15, false, 2)),
                arguments("model=select,threads=2", new TcpSettings(Model.SELECT, 2, 128, max, 0, 15, false, 2)),
                arguments("model=single,once", new TcpSettings(Model.SINGLE, 1, 128, max, 0, 15, true, 2)),
                arguments("model=process,warm=0", new TcpSettings(Model.PROCESS, 1, 128, max, 0, 15, false, 0)),
                arguments("backlog=5,max=7", new TcpSettings(Model.VIRTUAL, 1, 5, 7, 0, 15, false, 2)),
                arguments("backlog=0,idle=30s", new TcpSettings(Model.VIRTUAL, 1, 0, max, 30_000, 15, false, 2)),
                arguments("idle=250ms,keepalive=0", new TcpSettings(Model.VIRTUAL, 1, 128, max, 250, 0, false, 2)),
                arguments("keepalive=2s", new TcpSettings(Model.VIRTUAL, 1, 128, max, 0, 2, false, 2)),
                arguments("keepalive=32767s", new TcpSettings(Model.VIRTUAL, 1, 128, max, 0, 32_767, false, 2)));
    }

    @Test
    @Tag("T5")
    void aUdpListenerAnswersAThousandTimesASecondUnlessToldOtherwise() {
        assertThat(udp("echo/udp:9527").answersPerSecondMax()).isEqualTo(1000);
        assertThat(udp("echo/udp:9527,rate=0").answersPerSecondMax()).isZero();
        assertThat(udp("echo/udp:9527,rate=1000000").answersPerSecondMax()).isEqualTo(1_000_000);
        assertThat(udp("echo/udp:9527,peer,stamp=none").protocol())
                .isEqualTo(new Echo(null, true, new NoFraming(), 1024 * 1024));
    }

    private static Framing framing(String option) {
        return ((Echo) tcp("echo:0,framing=" + option).protocol()).framing();
    }

    private static ListenerSpec.Tcp tcp(String text) {
        return (ListenerSpec.Tcp) ListenerSpec.parse(text, Model.VIRTUAL);
    }

    private static ListenerSpec.Udp udp(String text) {
        return (ListenerSpec.Udp) ListenerSpec.parse(text, Model.VIRTUAL);
    }
}
