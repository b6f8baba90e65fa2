package dev.switchboard.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.client.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final List<String> shown = new ArrayList<>();

    @Test
    void showsWholeLinesAtOnceAndTheStartOfOneWhenNothingFollows() {
        Screen screen = screen(Transport.TCP);

        screen.received(bytes("one\ntwo\nthr"));
        assertThat(shown).containsExactly("one\ntwo\n");
        screen.received(bytes("ee\n"));
        assertThat(shown).containsExactly("one\ntwo\n", "three\n");
        screen.received(bytes("Name: "));
        assertThat(shown).hasSize(2);
        screen.paused();
        assertThat(shown).endsWith("Name: ");
    }

    @Test
    void showsEveryDatagramAtOnceOnLinesOfItsOwn() {
        Screen screen = screen(Transport.UDP);

        for (String datagram : List.of("one", "two\n", "half €".substring(0, 5))) {
            screen.received(bytes(datagram));
            screen.paused();
        }
        assertThat(shown).containsExactly("one\n", "two\n", "half \n");
    }

    @Test
    void showsAnEndlessLineInPieces() {
        Screen screen = screen(Transport.TCP);

        for (int i = 0; i < 100; i++) {
            screen.received(bytes("x".repeat(1_000)));
        }
        assertThat(shown).hasSizeGreaterThan(5);
    }

    @Test
    void showsTheRestAtTheEnd() {
        Screen screen = screen(Transport.TCP);

        screen.received(ByteBuffer.wrap(new byte[] {'a', (byte) 0xe2}));
        screen.finish();

        assertThat(shown).containsExactly("a\\xe2");
    }

    private Screen screen(Transport transport) {
        return new Screen(new ArrivingText(transport), shown::add);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
