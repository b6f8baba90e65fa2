package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;

/// A call as text: `recv …` where it starts, `recv → 0 (end), 5.01 s` where it returns, `send → 13` in one.
final class CallText {
    /// A shorter call takes one row, and its duration is not worth saying.
    static final long LONG_NANOS = 1_000_000;

    private CallText() {}

    static boolean isLong(Entry.Call call) {
        return !call.hasReturned() || call.endNanos() - call.nanos() > LONG_NANOS;
    }

    static String whole(Entry.Call call, Cast cast) {
        return named(call, cast) + (call.result().isEmpty() ? "" : " → " + Escaped.line(call.result()));
    }

    static String start(Entry.Call call, Cast cast) {
        return named(call, cast) + " …";
    }

    static String end(Entry.Call call, Cast cast) {
        String name = cast.prefix(call) + Escaped.line(call.name());
        if (!call.hasReturned()) {
            return name + " still waits";
        }
        String result = call.result().isEmpty() ? "returned" : Escaped.line(call.result());
        return name + " → " + result + ", " + Times.duration(call.endNanos() - call.nanos());
    }

    private static String named(Entry.Call call, Cast cast) {
        String name = cast.prefix(call) + Escaped.line(call.name());
        return call.arguments().isEmpty() ? name : name + " " + Escaped.line(call.arguments());
    }
}
