package dev.switchboard.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.cli.terminal.TerminalText;
import dev.switchboard.client.lines.LinesSender;
import dev.switchboard.client.lines.SendCounts;
import dev.switchboard.client.lines.SenderEvents;
import java.io.PrintStream;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is said on stderr while lines are sent: what went wrong, and on a terminal how far it is. Thread-safe.
public final class Progress implements SenderEvents {
    private static final int REDRAW_MILLIS = 100;
    /// Goes to the beginning of the line and empties it.
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final @Nullable ProgressText line;
    private final LongFunction<String> place;
    private @Nullable String trouble;
    private boolean ended;

    /// @param line the line of progress; null where none is shown
    /// @param place where a message came from, by its number from 1, such as `line 7`
    public Progress(@Nullable ProgressText line, LongFunction<String> place) {
        this.err = new PrintStream(System.err, true, UTF_8);
        this.line = line;
        this.place = place;
    }

    /// Shows how far this sender is, ten times a second until [#end].
    public void follow(LinesSender sender) {
        if (line != null) {
            Thread.ofPlatform().daemon().name("progress").start(() -> redraw(sender::counts));
        }
    }

    /// Shows the last state, and no more.
    public synchronized void end(SendCounts counts) {
        ended = true;
        trouble = null;
        if (line != null) {
            draw(counts);
            err.println();
        }
    }

    /// Says one line, made harmless, above that of progress.
    public synchronized void say(String text) {
        if (line != null && !ended) {
            err.print(CLEAR_LINE);
        }
        err.println(TerminalText.ofLine(text));
    }

    @Override
    public void refused(long number, String problem) {
        say(place.apply(number) + " was not stored: " + problem);
    }

    @Override
    public void delayed(String cause) {
        say(cause + "; trying again");
    }

    @Override
    public synchronized void lost(String cause) {
        trouble = TerminalText.ofLine(cause);
    }

    @Override
    public synchronized void back() {
        trouble = null;
    }

    private void redraw(Supplier<SendCounts> counts) {
        try {
            while (true) {
                Thread.sleep(REDRAW_MILLIS);
                SendCounts now = counts.get();
                synchronized (this) {
                    if (ended) {
                        return;
                    }
                    draw(now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw(SendCounts counts) {
        if (line != null) {
            err.print(CLEAR_LINE + line.text(counts, trouble, System.nanoTime()));
            err.flush();
        }
    }
}
