package dev.switchboard.cli;

import dev.switchboard.cli.terminal.TerminalText;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.lines.MessageText;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Prints messages as `lines` delivers them, in a form that no terminal obeys. Messages of the server's own channels
/// are left out: the log has what they say. For one thread.
final class PrintedMessages implements Consumer<StoredBatch> {
    private static final int INITIAL_BYTES = 1024;

    private final PrintStream out;
    private final Turn turn = new Turn(INITIAL_BYTES, false);
    private final TerminalText shown = new TerminalText();

    PrintedMessages(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(StoredBatch stored) {
        if (stored.batch().channel().isOfServer()) {
            return;
        }
        MessageText.writeDeliveries(stored, turn);
        ByteBuffer lines = turn.output().flip();
        byte[] printed = shown.decode(lines).getBytes(StandardCharsets.UTF_8);
        turn.clearOutput();
        out.write(printed, 0, printed.length);
        out.flush();
    }
}
