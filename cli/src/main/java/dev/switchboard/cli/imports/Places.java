package dev.switchboard.cli.imports;

import java.util.ArrayList;
import java.util.List;

/// Which message came from which line of which file. One thread adds files, any may ask.
final class Places {
    private record Start(ImportFile file, long before) {}

    private final List<Start> starts = new ArrayList<>();

    /// The messages that follow are lines of this file.
    ///
    /// @param before how many messages came from the files before it
    synchronized void begin(ImportFile file, long before) {
        starts.add(new Start(file, before));
    }

    /// Where a message came from: `access.log.gz line 7`.
    ///
    /// @param number of the message, from 1
    synchronized String of(long number) {
        for (Start start : starts.reversed()) {
            if (number > start.before) {
                return start.file.name() + " line " + (number - start.before);
            }
        }
        return "line " + number;
    }
}
