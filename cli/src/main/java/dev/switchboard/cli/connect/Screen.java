package dev.switchboard.cli.connect;

import dev.switchboard.client.Receiver;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Shows what arrives above the prompt: whole lines at once, and the start of a line as soon as nothing follows it.
final class Screen implements Receiver {
    /// A line without an end is shown in pieces of this many characters.
    private static final int HELD_CHARS_MAX = 8_192;

    private final ArrivingText text;
    private final Consumer<String> printAbove;
    private final StringBuilder held = new StringBuilder();

    /// @param printAbove shows text, and ends its last line when it has no end
    Screen(ArrivingText text, Consumer<String> printAbove) {
        this.text = text;
        this.printAbove = printAbove;
    }

    @Override
    public void received(ByteBuffer bytes) {
        held.append(text.received(bytes));
        showUpTo(held.length() < HELD_CHARS_MAX ? held.lastIndexOf("\n") + 1 : held.length());
    }

    @Override
    public void paused() {
        held.append(text.paused());
        showUpTo(held.length());
    }

    /// Shows what still waits, when nothing follows.
    void finish() {
        held.append(text.finish());
        showUpTo(held.length());
    }

    private void showUpTo(int length) {
        if (length > 0) {
            printAbove.accept(held.substring(0, length));
            held.delete(0, length);
        }
    }
}
