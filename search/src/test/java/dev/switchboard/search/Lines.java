package dev.switchboard.search;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Seeded messages and queries of few words, so that they often meet.
final class Lines {
    static final long FIRST_MICROS = 1_795_262_400_000_000L;

    private static final List<String> WORDS = List.of(
            "error",
            "Errors",
            "disk",
            "full",
            "user=root",
            "10.0.0.7",
            "10.0.0.77",
            "größe",
            "GRÖßE",
            "a",
            "x_1",
            "connection",
            "reset",
            "by",
            "peer",
            "failed:",
            "\"quoted\"",
            "ΟΔΟΣ",
            "οδος",
            "-",
            "<13>");
    private static final List<String> TERMS = List.of(
            "error",
            "err",
            "DISK",
            "user=root",
            "root",
            "10.0.0.7",
            "0.0",
            "größe",
            "reset by",
            "peer",
            "a",
            "x_1",
            "failed:",
            "οδος",
            "-",
            "rare7",
            "absent");
    private static final List<String> CHANNELS = List.of("main", "logs", "other");
    private static final List<String> SENDERS =
            List.of("127.0.0.1:5000", "10.0.0.9:1", "[::1]:77", "switchboard", "10.0.0.9:2");

    private final Random random;
    private long micros = FIRST_MICROS;
    private long made;

    Lines(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /// A batch of 1 to `countMax` messages, later than the one before, but for some.
    Batch batch(int countMax) {
        int count = 1 + random.nextInt(countMax);
        var payloads = new ByteArrayOutputStream();
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            payloads.writeBytes(line().getBytes(StandardCharsets.UTF_8));
            ends[i] = payloads.size();
        }
        micros += random.nextInt(20) == 0 ? -30_000_000 : random.nextInt(3_000_000);
        var sender = new Sender(any(SENDERS));
        return new Batch(channel(), sender, null, micros, payloads.toByteArray(), ends, count);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        if (random.nextInt(3) > 0) {
            line.append('<').append(random.nextInt(192)).append('>');
        }
        int words = random.nextInt(8);
        for (int i = 0; i < words; i++) {
            line.append(any(WORDS)).append(random.nextInt(10) == 0 ? "" : " ");
        }
        made++;
        if (random.nextInt(50) == 0) {
            line.append("rare").append(made % 20);
        }
        return line.toString();
    }

    Query query() {
        long from = random.nextInt(4) == 0 ? time() : Long.MIN_VALUE;
        long to = random.nextInt(4) == 0 ? time() : Long.MAX_VALUE;
        Severities severities = random.nextInt(4) == 0 ? new Severities(random.nextInt(0x200)) : Severities.ANY;
        String host = random.nextInt(5) == 0 ? any(List.of("127.0.0.1", "10.0.0.9", "::1", "SWITCHBOARD")) : null;
        return new Query(random.nextInt(4) == 0 ? channel() : null, from, to, severities, host, text());
    }

    private WantedText text() {
        return switch (random.nextInt(6)) {
            case 0 -> new WantedText.Anything();
            case 1 -> new WantedText.Matching(java.util.regex.Pattern.compile("rare[0-9]|full +disk"));
            case 2 -> new WantedText.Terms(List.of(term(), term()));
            default -> new WantedText.Terms(List.of(term()));
        };
    }

    private WantedText.Term term() {
        return new WantedText.Term(any(TERMS), random.nextInt(3) == 0);
    }

    private long time() {
        return FIRST_MICROS + (long) (random.nextDouble() * (micros - FIRST_MICROS + 1));
    }

    private ChannelName channel() {
        return ChannelName.of(any(CHANNELS)).orElseThrow();
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
