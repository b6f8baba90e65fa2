package dev.switchboard.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
    @Test
    void showsTextAsItIs() {
        assertShown("plain text", "plain text");
        assertShown("größer € 😀 漢字", "größer € 😀 漢字");
        assertShown("a\tb\nc\n", "a\tb\nc\n");
        assertShown("crlf\r\nmore", "crlf\nmore");
        assertShown("a\\x1b", "a\\x1b");
    }

    @Test
    void showsWhatATerminalMustNotObey() {
        assertShown("\rover", "^Mover");
        assertShown("\r\r\n", "^M\n");
        assertShown("end\r", "end^M");
        assertShown("\u001b[31mred\u001b]0;title\u0007", "^[[31mred^[]0;title^G");
        assertShown("\u0000\b\u007f", "^@^H^?");
        assertShown("\u009b1m\u0085", "\\x9b1m\\x85");
        assertShown("\u202eevil\u2066\u200b\ufeff", "\\u202eevil\\u2066\\u200b\\ufeff");
        assertShown("\u2028\u2029\u00ad", "\\u2028\\u2029\\u00ad");
        assertShown("\udb40\udc41", "\\u{e0041}");
    }

    @Test
    void showsBytesThatAreNoUtf8() {
        assertShown(bytes(0xff, 'a', 0xfe), "\\xffa\\xfe");
        assertShown(bytes(0x80, 0xbf), "\\x80\\xbf");
        assertShown(bytes(0xc0, 0xaf), "\\xc0\\xaf");
        assertShown(bytes(0xe2, 0x82), "\\xe2\\x82");
        assertShown(bytes(0xe2, 0x82, 'x'), "\\xe2\\x82x");
        assertShown(bytes(0xed, 0xa0, 0x80), "\\xed\\xa0\\x80");
        assertShown(bytes(0xf0, 0x9f, 0x98), "\\xf0\\x9f\\x98");
        assertShown(bytes(0xf4, 0x90, 0x80, 0x80), "\\xf4\\x90\\x80\\x80");
        assertShown(bytes('\r', 0xff, '\r', '\n'), "^M\\xff\n");
    }

    @Test
    void holdsBackOnlyWhatIsIncomplete() {
        TerminalText text = new TerminalText();

        assertThat(text.decode(ByteBuffer.wrap(bytes('a', 0xe2)))).isEqualTo("a");
        assertThat(text.decode(ByteBuffer.wrap(bytes(0x82)))).isEmpty();
        assertThat(text.decode(ByteBuffer.wrap(bytes(0xac, 'b')))).isEqualTo("€b");
        assertThat(text.finish()).isEmpty();
    }

    @Test
    void randomBytesAreShownTheSameHoweverTheyAreCut() {
        Random random = new Random(2012);
        int[] likely = {'a', '\r', '\n', 0x1b, 0xc2, 0x9b, 0xe2, 0x80, 0xae, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xff};
        for (int round = 0; round < 2_000; round++) {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            for (int i = random.nextInt(12); i >= 0; i--) {
                sent.write(likely[random.nextInt(likely.length)]);
            }
            String whole = shown(sent.toByteArray());
            assertShown(sent.toByteArray(), whole);
            assertThat(whole).matches("[\\t\\n\\x20-\\x7e\\x{a0}-\\x{10ffff}]*").doesNotContain("\u202e");
        }
    }

    private static void assertShown(String sent, String shown) {
        assertShown(sent.getBytes(UTF_8), shown);
    }

    /// However `sent` is cut into three chunks.
    private static void assertShown(byte[] sent, String shown) {
        assertThat(shown(sent)).isEqualTo(shown);
        for (int first = 0; first <= sent.length; first++) {
            for (int second = first; second <= sent.length; second++) {
                TerminalText text = new TerminalText();
                String pieces = text.decode(ByteBuffer.wrap(sent, 0, first))
                        + text.decode(ByteBuffer.wrap(sent, first, second - first))
                        + text.decode(ByteBuffer.wrap(sent, second, sent.length - second))
                        + text.finish();
                assertThat(pieces).as("cut at %d and %d", first, second).isEqualTo(shown);
            }
        }
    }

    private static String shown(byte[] sent) {
        TerminalText text = new TerminalText();
        return text.decode(ByteBuffer.wrap(sent)) + text.finish();
    }

    private static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }
}
