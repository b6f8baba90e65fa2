package dev.switchboard.hub;

import dev.switchboard.journal.Journal;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one line asked and the journal has not decided, and what it refused and is to be offered again.
/// While there is anything of the latter, nothing that was asked after it overtakes it. Guarded by the
/// line's monitor.
///
/// ```
/// asked ──► journal ──stored──────────────────► answered
///             │ ▲ refused, or behind one that was
///             ▼ │ offered again: the first alone; once it is stored, all
///            refused, later
/// ```
final class Held {
    private static final ArrayDeque<Asked> NOTHING = new ArrayDeque<>(0); // shared, and never added to

    private final Line line;
    private final Journal journal;
    private final Patience patience;
    private ArrayDeque<Asked> refused = NOTHING;
    private ArrayDeque<Asked> later = NOTHING;
    private int underway;
    private @Nullable Asked probe; // the first of those refused, while it is offered again

    Held(Line line, Journal journal, Patience patience) {
        this.line = line;
        this.journal = journal;
        this.patience = patience;
    }

    /// Passes a request on, or keeps it behind what is kept.
    ///
    /// @param append how the journal is to take it
    void ask(Asked asked, Consumer<Asked> append) {
        if (isEmpty() || patience.isOver()) {
            underway++;
            append.accept(asked);
        } else {
            later = with(later, asked);
            patience.kept(line, asked.cost());
        }
    }

    private boolean isEmpty() {
        return refused.isEmpty() && later.isEmpty();
    }

    private void append(Asked asked) {
        underway++;
        journal.append(asked);
    }

    /// Whether the journal may store it now.
    boolean isWanted(Asked asked) {
        return refused.isEmpty() || isProbe(asked) || patience.isOver();
    }

    @SuppressWarnings("ReferenceEquality") // the same text may follow twice
    private boolean isProbe(Asked asked) {
        return asked == probe;
    }

    /// The journal has decided.
    ///
    /// @return whether it is kept, so that nothing is answered yet
    boolean keeps(Asked asked, boolean isRefused) {
        if (isProbe(asked)) {
            probe = null;
            if (!isRefused) {
                refused.remove();
                patience.kept(line, -asked.cost());
                offerAll();
            }
            return isRefused;
        }
        underway--;
        boolean keeps = refused.isEmpty() ? isRefused && patience.keeps(asked) : !patience.isOver();
        if (keeps) {
            refused = with(refused, asked);
            patience.kept(line, asked.cost());
        }
        return keeps;
    }

    /// Has the first of what is kept tried.
    void offer() {
        if (refused.isEmpty()) {
            offerAll();
        } else if (probe == null) {
            probe = refused.element();
            journal.append(probe);
        }
        if (isEmpty()) {
            patience.keepsNothing(line);
        }
    }

    /// All in a row, unless some are underway that would then come after those asked later.
    private void offerAll() {
        if (underway == 0) {
            appendAll(refused);
            appendAll(later);
        }
    }

    /// Whatever is underway. When that fails too, and only then, something may overtake: at the end storing
    /// comes first.
    void offerForTheLastTime() {
        if (probe != null) {
            patience.kept(line, -refused.remove().cost());
            underway++;
            probe = null;
        }
        appendAll(refused);
        appendAll(later);
    }

    /// Counts what the last offer came too early for.
    void giveUp() {
        refused.forEach(patience::lost);
        later.forEach(patience::lost);
        refused = NOTHING;
        later = NOTHING;
    }

    /// Hardly a line ever keeps anything, so a row is made for the first that is kept.
    private static ArrayDeque<Asked> with(ArrayDeque<Asked> kept, Asked asked) {
        ArrayDeque<Asked> row = kept.isEmpty() ? new ArrayDeque<>() : kept;
        row.add(asked);
        return row;
    }

    private void appendAll(ArrayDeque<Asked> kept) {
        for (Asked asked = kept.poll(); asked != null; asked = kept.poll()) {
            patience.kept(line, -asked.cost());
            append(asked);
        }
    }
}
