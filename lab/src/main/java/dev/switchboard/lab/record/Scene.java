package dev.switchboard.lab.record;

import java.util.List;

/// A part of a run with a title of its own: one case of an experiment.
///
/// @param entries in the order of their times
public record Scene(String title, List<Entry> entries) {
    public Scene {
        entries = List.copyOf(entries);
    }
}
