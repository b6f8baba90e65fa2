package dev.switchboard.cli.journal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes of a message as text in one line that no terminal obeys, and from which the bytes can be had back.
///
/// `\\`, `\t`, `\n`, `\r`; other controls as `\x1b`, also bytes that are no UTF-8; invisible characters as `\u202e`.
final class EscapedText {
    private EscapedText() {}

    /// The text, if it is UTF-8.
    static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static void append(StringBuilder line, ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = bytes.duplicate();
        CharBuffer chars = CharBuffer.allocate(in.remaining() + 1);
        boolean more = true;
        while (more) {
            CoderResult result = decoder.reset().decode(in, chars, true);
            append(line, chars.flip());
            chars.clear();
            more = result.isError();
            for (int i = 0; more && i < result.length(); i++) {
                hex(line, in.get() & 0xff);
            }
        }
    }

    static void append(StringBuilder line, CharSequence text) {
        text.codePoints().forEach(character -> append(line, character));
    }

    private static void append(StringBuilder line, int character) {
        switch (character) {
            case '\\' -> line.append("\\\\");
            case '\t' -> line.append("\\t");
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            default -> {
                if (character < 0x20 || character == 0x7f) {
                    hex(line, character);
                } else if (isInvisible(character)) {
                    for (char half : Character.toChars(character)) {
                        line.append("\\u%04x".formatted((int) half));
                    }
                } else {
                    line.appendCodePoint(character);
                }
            }
        }
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void hex(StringBuilder line, int octet) {
        line.append("\\x").append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 0xf, 16));
    }
}
