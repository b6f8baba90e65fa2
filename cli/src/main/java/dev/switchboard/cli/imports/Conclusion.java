package dev.switchboard.cli.imports;

import dev.switchboard.cli.imports.FileSender.Broken;
import dev.switchboard.cli.send.Progress;
import dev.switchboard.client.lines.SendCounts;
import dev.switchboard.client.lines.SendOutcome;

/// What is said at the end, so that whoever wants to go on knows where.
record Conclusion(SendOutcome outcome, FileSender input, Places places) {
    /// Says what went wrong.
    ///
    /// @return the exit code
    int sayTo(Progress progress) {
        for (Broken file : input.broken()) {
            progress.say("%s: %s; %s".formatted(file.file().name(), file.problem(), stored(file)));
        }
        if (outcome.failure() != null) {
            progress.say(outcome.failure() + "; " + text(outcome.counts()));
        }
        return outcome.allStored() && input.broken().isEmpty() ? 0 : 1;
    }

    /// Answers come in the order of the lines, so those of a file are a first part of it.
    private String stored(Broken file) {
        SendCounts counts = outcome.counts();
        long answered = counts.stored() + counts.refused() - file.before();
        long lines = Math.clamp(answered, 0, file.lines());
        return lines == 0 ? "nothing of it was stored" : "its first %d lines were stored".formatted(lines);
    }

    private String text(SendCounts counts) {
        long answered = counts.stored() + counts.refused();
        return "%d lines have their receipt, %d have none%s%s%s"
                .formatted(
                        counts.stored(),
                        counts.open(),
                        counts.open() == 0 ? "" : ", the first of them " + places.of(answered + 1),
                        counts.refused() == 0 ? "" : ", " + counts.refused() + " were refused",
                        input.isAtEnd() ? "" : ", and what follows was not sent");
    }
}
