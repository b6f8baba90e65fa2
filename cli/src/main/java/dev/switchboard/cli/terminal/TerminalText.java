package dev.switchboard.cli.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Turns what a peer sent into text that a terminal only shows and never obeys: UTF-8 is decoded across the borders
/// of chunks, and everything else is made visible.
///
/// | byte or character | shown as |
/// | --- | --- |
/// | tab, line feed | themselves |
/// | carriage return before a line feed | nothing |
/// | other C0 controls, DEL | caret notation: `^[`, `^M`, `^?` |
/// | C1 controls, bytes that are no UTF-8 | `\x9b` |
/// | format characters (Unicode Cf), line and paragraph separators | `\u202e` |
///
/// Not thread-safe.
public final class TerminalText {
    private static final int UTF8_BYTES_MAX = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    /// The first bytes of a character whose rest has not come yet, ready to be read.
    private ByteBuffer incomplete = ByteBuffer.allocate(0);

    private boolean carriageReturnHeld;

    /// One line that is whole, as text.
    public static String ofLine(String line) {
        TerminalText text = new TerminalText();
        return (text.decode(StandardCharsets.UTF_8.encode(line)) + text.finish()).replace("\n", "^J");
    }

    /// The text of `bytes`. An incomplete character and a last carriage return wait for what follows them.
    public String decode(ByteBuffer bytes) {
        ByteBuffer input = ByteBuffer.allocate(incomplete.remaining() + bytes.remaining())
                .put(incomplete)
                .put(bytes)
                .flip();
        StringBuilder text = new StringBuilder(input.remaining() + UTF8_BYTES_MAX);
        decodeInto(text, input, false);
        incomplete = input;
        return text.toString();
    }

    /// The text of what still waited, because nothing follows.
    public String finish() {
        StringBuilder text = new StringBuilder();
        decodeInto(text, incomplete, true);
        if (carriageReturnHeld) {
            carriageReturnHeld = false;
            text.append("^M");
        }
        return text.toString();
    }

    private void decodeInto(StringBuilder text, ByteBuffer input, boolean last) {
        CharBuffer chars = CharBuffer.allocate(input.remaining() + 1);
        decoder.reset();
        while (true) {
            CoderResult result = decoder.decode(input, chars, last);
            chars.flip().codePoints().forEach(character -> show(text, character));
            chars.clear();
            if (!result.isError()) {
                return;
            }
            for (int i = 0; i < result.length(); i++) {
                releaseCarriageReturn(text);
                hex(text, input.get() & 0xff);
            }
        }
    }

    private void show(StringBuilder text, int character) {
        if (character == '\n') {
            carriageReturnHeld = false;
            text.append('\n');
            return;
        }
        releaseCarriageReturn(text);
        if (character == '\r') {
            carriageReturnHeld = true;
        } else if (character == '\t') {
            text.append('\t');
        } else if (character < 0x20 || character == 0x7f) {
            text.append('^').append((char) (character ^ 0x40));
        } else if (character < 0x7f) {
            text.append((char) character);
        } else if (character < 0xa0) {
            hex(text, character);
        } else if (isInvisible(character)) {
            text.append(
                    Character.isBmpCodePoint(character)
                            ? "\\u%04x".formatted(character)
                            : "\\u{%x}".formatted(character));
        } else {
            text.appendCodePoint(character);
        }
    }

    private void releaseCarriageReturn(StringBuilder text) {
        if (carriageReturnHeld) {
            carriageReturnHeld = false;
            text.append("^M");
        }
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void hex(StringBuilder text, int octet) {
        text.append("\\x").append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 0xf, 16));
    }
}
