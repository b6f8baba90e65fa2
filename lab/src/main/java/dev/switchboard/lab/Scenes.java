package dev.switchboard.lab;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.record.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The scenes of a run by their beginnings, and how the record is cut into them. Not thread-safe.
final class Scenes {
    private final List<Mark> marks = new ArrayList<>();

    private record Mark(String title, long nanos) {}

    void begin(String title, long nanos) {
        marks.add(new Mark(title, nanos));
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    /// The title of the scene that plays.
    String title() {
        return marks.getLast().title;
    }

    /// When the scene that plays began.
    long nanos() {
        return marks.getLast().nanos;
    }

    /// The record in scenes. A call that waited over the end of its scene is there without an end, and in the scene in
    /// which it came back from that scene's start on.
    List<Scene> of(Recorded all) {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            long from = marks.get(i).nanos;
            long to = i + 1 < marks.size() ? marks.get(i + 1).nanos : Long.MAX_VALUE;
            scenes.add(new Scene(
                    marks.get(i).title,
                    all.entries().stream()
                            .flatMap(entry -> within(entry, from, to).stream())
                            .toList()));
        }
        return scenes;
    }

    private static Optional<Entry> within(Entry entry, long from, long to) {
        if (entry instanceof Entry.Call call && call.hasReturned()) {
            if (call.nanos() < from && call.endNanos() >= from && call.endNanos() < to) {
                return Optional.of(call.from(from));
            }
            if (call.nanos() >= from && call.nanos() < to && call.endNanos() >= to) {
                return Optional.of(call.unreturned());
            }
        }
        return entry.nanos() >= from && entry.nanos() < to ? Optional.of(entry) : Optional.empty();
    }
}
