package dev.switchboard.server.models;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.AddressText;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent.CallBegan;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who asks for it is told each socket call, under every model: on which thread it began and what came of it.
class CallsTest {
    private static final String PLAIN = "echo:0,stamp=none,model=";

    @ParameterizedTest
    @EnumSource
    void aConversationIsToldCallByCall(Model model) throws Exception {
        try (Served served = Served.startWithCalls(PLAIN + model.word());
                Socket client = served.connect()) {
            talk(client, "hello");
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            served.events().awaitClosed();
            assertThat(ofConnection(served, client, model))
                    .hasToString("[recv 5, send 5, recv 0 (end), shutdown 0, close 0]")
                    .allMatch(call -> call.local().equals(AddressText.of(served.address())))
                    .allMatch(call -> call.isOf(reader(model)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCallEndsAfterItBeganAlsoWhenTheServerStops(Model model) throws Exception {
        try (Served served = Served.startWithCalls(PLAIN + model.word());
                Socket client = served.connect()) {
            talk(client, "hello");
            client.close();
            served.events().awaitClosed();
            served.close();
            assertThat(LoggedCall.all(served.events())).allMatch(LoggedCall::endedAfterItBegan);
            assertThat(ofListener(served).toString()).contains("close 0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAcceptGivesThePeerAndTheNextOneWaitsWhereAThreadIsFreeForIt(Model model) throws Exception {
        try (Served served = Served.startWithCalls(PLAIN + model.word() + (model == Model.POOL ? ",threads=2" : ""));
                Socket client = served.connect()) {
            talk(client, "hello");
            String came = "accept " + AddressText.of((InetSocketAddress) client.getLocalSocketAddress());
            String expected = switch (model) {
                case SINGLE -> "[%s]";
                case POOL -> "[accept …, %s]|[%s, accept …]"; // whoever of the two is first
                case SELECT -> "[%s, accept EAGAIN]";
                case THREAD, PROCESS, VIRTUAL -> "[%s, accept …]";
            };
            List<String> either = List.of(expected.replace("%s", came).split("\\|", -1));
            Until.passes(
                    "accepts", () -> assertThat(ofListener(served).toString()).isIn(either));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SELECT")
    void aReadBegunAndNotEndedIsWhereTheThreadBlocks(Model model) throws Exception {
        try (Served served = Served.startWithCalls(PLAIN + model.word());
                Socket client = served.connect()) {
            talk(client, "hello");
            LoggedCall waiting = awaitBlocked(served, client, model);
            assertThat(waiting.isOf(reader(model))).as(waiting.began().thread()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetIsToldByItsName(Model model) throws Exception {
        try (Served served = Served.startWithCalls(PLAIN + model.word())) {
            Socket client = served.connect();
            talk(client, "x");
            client.setSoLinger(true, 0);
            client.close();
            served.events().awaitClosed();
            assertThat(ofConnection(served, client, model)).hasToString("[recv 1, send 1, recv ECONNRESET, close 0]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "POOL", "THREAD", "VIRTUAL"})
    void aReadThatOurOwnCloseEndsSaysSo(Model model) throws Exception {
        try (Served served = Served.startWithCalls(PLAIN + model.word());
                Socket client = served.connect()) {
            talk(client, "x");
            awaitBlocked(served, client, model);
            served.server().listeners().forEach(listener -> listener.stop(0));
            served.events().awaitClosed();
            assertThat(ofConnection(served, client, model).toString()).contains("recv closed");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "PROCESS")
    void theServerClosesItsCopyOfWhatAChildServes(Model model) throws Exception {
        try (Served served = Served.startWithCalls(PLAIN + model.word());
                Socket client = served.connect()) {
            talk(client, "x");
            Until.passes(
                    "one close",
                    () -> assertThat(LoggedCall.all(served.events()).stream()
                                    .filter(call ->
                                            call.hasPeer(client.getLocalPort()) && call.isOf("echo-\\d+-accept")))
                            .hasToString("[close 0]"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotAskIsToldNothing(Model model) throws Exception {
        try (Served served = Served.start(PLAIN + model.word())) {
            try (Socket client = served.connect()) {
                talk(client, "x");
            }
            served.events().awaitClosed();
            assertThat(served.events().all(CallBegan.class)).isEmpty();
        }
    }

    private static String reader(Model model) {
        return switch (model) {
            case SINGLE -> "echo-\\d+-single";
            case POOL -> "echo-\\d+-pool-\\d+";
            case THREAD -> "echo-\\d+-reader-1";
            case PROCESS -> "pid-\\d+/main";
            case SELECT -> "echo-\\d+-loop-1";
            case VIRTUAL -> "virtual-\\d+";
        };
    }

    private static List<LoggedCall> ofConnection(Served served, Socket client, Model model) {
        return LoggedCall.all(served.events()).stream()
                .filter(call -> call.hasPeer(client.getLocalPort()))
                .filter(call -> model != Model.PROCESS || call.isOf("pid-.*"))
                .toList();
    }

    private static LoggedCall awaitBlocked(Served served, Socket client, Model model) {
        Until.passes(
                "a read that waits",
                () -> assertThat(ofConnection(served, client, model)).last().hasToString("recv …"));
        return ofConnection(served, client, model).getLast();
    }

    private static List<LoggedCall> ofListener(Served served) {
        return LoggedCall.all(served.events()).stream()
                .filter(call -> call.began().peer() == null)
                .toList();
    }

    private static void talk(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
        assertThat(client.getInputStream().readNBytes(text.length())).asString().isEqualTo(text);
    }
}
