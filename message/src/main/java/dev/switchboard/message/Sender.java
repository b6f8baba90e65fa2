package dev.switchboard.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Who sent a message, as it is journaled and shown: mostly `HOST:PORT`, in UTF-8 at most 255 bytes. Immutable; equal
/// by its bytes. Every connection has one for as long as it lives, so the text is made when asked for.
public final class Sender {
    /// The server itself.
    public static final Sender SERVER = new Sender("switchboard");
    /// The most bytes that a sender may have.
    public static final int BYTES_MAX = 255;

    private final byte[] bytes;

    /// @throws IllegalArgumentException when the text is longer than [#BYTES_MAX] bytes of UTF-8
    public Sender(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException("a sender has at most %d bytes: %s".formatted(BYTES_MAX, text));
        }
    }

    /// The text as UTF-8. Not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Sender sender && Arrays.equals(bytes, sender.bytes));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
