package dev.switchboard.cli.bench;

import dev.switchboard.client.load.LoadCounts;
import dev.switchboard.client.load.LoadResult;
import java.util.ArrayList;
import java.util.List;

/// What went wrong, in one line: `3 lost, 1 connections broken; first: connection 0: closed by the server`.
final class Faults {
    private Faults() {}

    static String text(LoadResult result) {
        LoadCounts all = result.all();
        List<String> parts = new ArrayList<>();
        add(all.lost(), "lost", parts);
        add(all.wrong(), "wrong", parts);
        add(all.unsent(), "unsent", parts);
        add(all.broken(), "connections broken", parts);
        add(all.unclosed(), "connections not closed by the server", parts);
        String what = String.join(", ", parts);
        return result.fault() == null ? what : what + "; first: " + result.fault();
    }

    private static void add(long count, String what, List<String> parts) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
