package dev.switchboard.protocol.syslog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Bytes as the corpus writes them: `\n \r \t \0 \\`, and `\xHH` for all that is not printable ASCII.
final class Escapes {
    private static final String LETTERS = "nrt0\\";
    private static final String BYTES = "\n\r\t\0\\";

    private Escapes() {}

    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int place = 0;
        while (place < text.length()) {
            char one = text.charAt(place);
            if (one != '\\') {
                bytes.writeBytes(String.valueOf(one).getBytes(StandardCharsets.UTF_8));
                place++;
            } else if (text.charAt(place + 1) == 'x') {
                bytes.write(Integer.parseInt(text.substring(place + 2, place + 4), 16));
                place += 4;
            } else {
                bytes.write(BYTES.charAt(LETTERS.indexOf(text.charAt(place + 1))));
                place += 2;
            }
        }
        return bytes.toByteArray();
    }

    /// A blank at either end is escaped, too, so that it can be seen.
    static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int place = 0; place < bytes.length; place++) {
            int one = bytes[place] & 0xff;
            boolean edge = place == 0 || place == bytes.length - 1;
            int letter = BYTES.indexOf(one);
            if (letter >= 0) {
                text.append('\\').append(LETTERS.charAt(letter));
            } else if (one < ' ' || one > '~' || (one == ' ' && edge)) {
                text.append("\\x%02X".formatted(one));
            } else {
                text.append((char) one);
            }
        }
        return text.toString();
    }
}
