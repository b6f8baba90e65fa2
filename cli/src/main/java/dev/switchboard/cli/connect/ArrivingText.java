package dev.switchboard.cli.connect;

import dev.switchboard.cli.terminal.TerminalText;
import dev.switchboard.client.Transport;
import java.nio.ByteBuffer;

/// [TerminalText] of what arrives over a transport: a datagram is whole, so it is shown at once and ends its line.
final class ArrivingText {
    private final TerminalText text = new TerminalText();
    private final Transport transport;
    private boolean lineOpen;

    ArrivingText(Transport transport) {
        this.transport = transport;
    }

    String received(ByteBuffer bytes) {
        return noted(text.decode(bytes));
    }

    String paused() {
        return switch (transport) {
            // The rest of a character can still come.
            case TCP -> "";
            case UDP -> noted(text.finish()) + endLine();
        };
    }

    String finish() {
        return noted(text.finish());
    }

    private String noted(String shown) {
        if (!shown.isEmpty()) {
            lineOpen = !shown.endsWith("\n");
        }
        return shown;
    }

    private String endLine() {
        if (!lineOpen) {
            return "";
        }
        lineOpen = false;
        return "\n";
    }
}
