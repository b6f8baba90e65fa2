package dev.switchboard.protocol.syslog;

import dev.switchboard.protocol.syslog.SyslogFields.Element;
import dev.switchboard.protocol.syslog.SyslogFields.Param;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A message of the corpus, and what is read of it.
///
/// @param says lines such as `host=web1`, in the order of the corpus
record Shape(String text, long arrivedMicros, ZoneId zone, List<String> says) {
    private static final String ARRIVED = "arrived=";
    private static final String ZONE = "zone=";
    private static final Pattern BETWEEN = Pattern.compile("\n\n");

    /// All messages of `corpus.txt`.
    static List<Shape> all() throws IOException {
        List<Shape> shapes = new ArrayList<>();
        try (InputStream file = Objects.requireNonNull(Shape.class.getResourceAsStream("corpus.txt"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            BETWEEN.splitAsStream(text)
                    .filter(block -> block.startsWith(">"))
                    .map(block -> of(block.lines().toList()))
                    .forEach(shapes::add);
        }
        return shapes;
    }

    private static Shape of(List<String> lines) {
        Instant arrived = Instant.parse("2026-11-21T12:00:00Z");
        ZoneId zone = ZoneId.of("Europe/Berlin");
        List<String> says = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(ARRIVED)) {
                arrived = Instant.parse(line.substring(ARRIVED.length()));
            } else if (line.startsWith(ZONE)) {
                zone = ZoneId.of(line.substring(ZONE.length()));
            } else {
                says.add(line);
            }
        }
        String text = lines.getFirst().substring(1).strip();
        return new Shape(text, micros(arrived), zone, says);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    byte[] bytes() {
        return Escapes.bytes(text);
    }

    SyslogFields parse() {
        byte[] bytes = bytes();
        return SyslogParser.parse(bytes, 0, bytes.length, arrivedMicros, zone);
    }

    /// What was read, in the words of the corpus.
    List<String> words(SyslogFields fields) {
        List<String> words = new ArrayList<>();
        add(words, "priority", fields.priority() < 0 ? null : String.valueOf(fields.priority()));
        Long sent = fields.sentMicros();
        add(
                words,
                "sent",
                sent == null
                        ? null
                        : Instant.EPOCH.plus(sent, ChronoUnit.MICROS).toString());
        add(words, "host", fields.host());
        add(words, "app", fields.app());
        add(words, "procid", fields.procId());
        add(words, "msgid", fields.msgId());
        for (Element element : fields.structuredData()) {
            add(words, "element", element.id());
            for (Param param : element.params()) {
                add(words, "param", param.name() + "=" + param.value());
            }
        }
        words.add("body=" + Escapes.text(Arrays.copyOfRange(bytes(), fields.bodyStart(), bytes().length)));
        return words;
    }

    private static void add(List<String> words, String key, @Nullable String value) {
        if (value != null) {
            words.add(key + "=" + Escapes.text(value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
