package dev.switchboard.server.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What clients of one server have of each other, under every model.
class PeersTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void whoListensGetsWhatOthersSendAndTheSenderItsReceipt(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient listener = server.connect(0);
                LinesClient sender = server.connect(1)) {
            assertThat(listener.send("/listen news\n").line()).startsWith("* listening to news from #");
            sender.send("/to news\nhello\n").expect("* to news");
            long offset = sender.receipt("hello");
            assertThat(listener.delivery("news", sender.name(), "hello")).isEqualTo(offset);

            listener.send("mine\n/unlisten news\n").receipt("mine");
            listener.expect("* no longer listening to news");
            sender.send("unheard\n").receipt("unheard");
            listener.send("/quit\n").expect("* bye");
            listener.expectEnd();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void twoWhoListenToEachOtherTalk(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient one = server.connect(0);
                LinesClient other = server.connect(1)) {
            one.send("/listen main\n").line();
            other.send("/listen main\n").line();
            for (int i = 0; i < 20; i++) {
                one.send("ping " + i + "\n").receipt("ping " + i);
                other.delivery("main", one.name(), "ping " + i);
                other.send("pong " + i + "\n").receipt("pong " + i);
                one.delivery("main", other.name(), "pong " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void fromAnOffsetWhatWasThereComesFirstAndThenWhatIsNew(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient sender = server.connect(0);
                LinesClient listener = server.connect(1)) {
            sender.send("one\ntwo\n").receipt("one");
            long second = sender.receipt("two");
            listener.send("/listen main " + second + "\n").expect("* listening to main from #" + second);
            assertThat(listener.delivery("main", sender.name(), "two")).isEqualTo(second);
            sender.send("three\n").receipt("three");
            listener.delivery("main", sender.name(), "three");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void lastBringsTheLastOfAChannelOnesOwnToo(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient one = server.connect(0);
                LinesClient other = server.connect(1)) {
            one.send("a\nb\n").receipt("a");
            one.receipt("b");
            other.send("c\n").receipt("c");
            one.send("/last 2\n/last 5 nothing\n").delivery("main", one.name(), "b");
            one.delivery("main", other.name(), "c");
            one.expect("* 2 of main");
            one.expect("* 0 of nothing");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void whoNamesEveryoneWhoIsConnected(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient one = server.connect(0);
                LinesClient other = server.connect(1)) {
            server.events().awaitOpened(2);
            other.send("here\n").receipt("here");
            one.send("/who\n");
            String present = " protocol=lines model=" + model.word() + " since ";
            assertThat(new String[] {one.line(), one.line()})
                    .anyMatch(line -> line.startsWith("* " + one.name() + present))
                    .anyMatch(line -> line.startsWith("* " + other.name() + present));
            one.expect("* 2 connected");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void whoListensToConnectionsIsToldWhoComesAndWhyEachGoes(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model);
                LinesClient listener = server.connect(0)) {
            listener.send("/listen @connections\n").line();
            try (LinesClient leaves = server.connect(1)) {
                leaves.send("/quit\n").expect("* bye");
                leaves.expectEnd();
                leaves.close();
                assertTold(listener, leaves, CloseReason.PEER_CLOSED);
            }
            LinesClient dies = server.connect(1);
            dies.send("x\n").receipt("x");
            dies.reset();
            assertTold(listener, dies, CloseReason.PEER_RESET);
            try (LinesClient wants = server.connect(1)) {
                wants.send("/to @connections\n").expect("! only the server sends to @connections; /listen to it");
            }
        }
    }

    private static void assertTold(LinesClient listener, LinesClient peer, CloseReason reason) throws IOException {
        assertThat(listener.line())
                .startsWith("<@connections #")
                .contains(" switchboard> connection opened peer=" + peer.name() + " ");
        assertThat(listener.line())
                .startsWith("<@connections #")
                .contains(" switchboard> connection closed peer=" + peer.name() + " ")
                .contains(" reason=" + reason.word() + " ");
    }
}
