package dev.switchboard.lab.server;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads what `serve --calls` logs: calls become calls of the record, everything else is kept as it was said.
final class ServerLog {
    private static final String BEGAN = "call began ";
    private static final String ENDED = "call ended ";

    private static final AtomicInteger LAST = new AtomicInteger();

    /// Two servers may have one name.
    private final int number = LAST.incrementAndGet();
    private final Party party;
    private final Recorder recorder;
    private volatile String lastLine = "";

    ServerLog(Party party, Recorder recorder) {
        this.party = party;
        this.recorder = recorder;
    }

    String lastLine() {
        return lastLine;
    }

    void take(String line) {
        lastLine = line;
        if (line.startsWith(BEGAN)) {
            began(fields(line.substring(BEGAN.length())));
        } else if (line.startsWith(ENDED)) {
            ended(fields(line.substring(ENDED.length())));
        } else {
            recorder.add(new Entry.Said(recorder.now(), party, line));
        }
    }

    private void began(Map<String, String> fields) {
        recorder.began(
                key(fields),
                new Entry.Call(
                        nanos(fields),
                        party,
                        fields.getOrDefault("peer", fields.getOrDefault("local", "")),
                        fields.getOrDefault("thread", ""),
                        fields.getOrDefault("call", ""),
                        "",
                        Entry.Call.NEVER,
                        ""));
    }

    private void ended(Map<String, String> fields) {
        recorder.ended(key(fields), nanos(fields), fields.getOrDefault("result", ""));
    }

    private String key(Map<String, String> fields) {
        return party.name() + "/" + number + " " + fields.get("id");
    }

    private long nanos(Map<String, String> fields) {
        return recorder.sinceStart(Long.parseLong(fields.getOrDefault("nanos", "0")));
    }

    /// `key=value` words; the last one, `result`, may hold spaces.
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        int result = text.indexOf("result=");
        String words = result < 0 ? text : text.substring(0, result);
        for (String word : words.strip().split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        if (result >= 0) {
            fields.put("result", text.substring(result + "result=".length()));
        }
        return fields;
    }
}
