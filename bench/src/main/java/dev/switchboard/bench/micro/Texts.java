package dev.switchboard.bench.micro;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What the benchmarks read: lines of 200 bytes that look like those of syslog, as many as one read brings.
final class Texts {
    static final int LINE_BYTES = 200;
    static final int LINES = 320;
    static final long MICROS = 1_795_219_200_000_000L; // 2026-11-21T00:00:00Z

    private Texts() {}

    static byte[] rfc3164(int number) {
        return padded("<134>Nov 21 12:00:00 host%02d app[%d]: ".formatted(number % 50, 1000 + number));
    }

    static byte[] rfc5424(int number) {
        return padded(
                "<134>1 2026-11-21T12:00:00.123456+01:00 host%02d.example.net app %d ID47 [origin ip=\"10.0.0.7\"] "
                        .formatted(number % 50, 1000 + number));
    }

    private static byte[] padded(String head) {
        StringBuilder line = new StringBuilder(head);
        for (int word = head.hashCode(); line.length() < LINE_BYTES; word = word * 31 + 17) {
            line.append(Integer.toString(word & 0xffffff, 36)).append(' ');
        }
        return line.substring(0, LINE_BYTES).getBytes(StandardCharsets.US_ASCII);
    }

    /// The lines as one read brings them, with their ends.
    static byte[] read() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < LINES; i++) {
            all.writeBytes(rfc3164(i));
            all.write('\n');
        }
        return all.toByteArray();
    }

    /// The lines as one batch.
    static Batch batch() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int[] ends = new int[LINES];
        for (int i = 0; i < LINES; i++) {
            all.writeBytes(rfc3164(i));
            ends[i] = all.size();
        }
        return new Batch(ChannelName.MAIN, new Sender("127.0.0.1:40000"), null, MICROS, all.toByteArray(), ends, LINES);
    }
}
