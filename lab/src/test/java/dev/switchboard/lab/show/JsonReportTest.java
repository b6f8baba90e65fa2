package dev.switchboard.lab.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonReportTest {
    @Test
    void theKeysAreThoseThatAreDocumented() throws IOException {
        Map<?, ?> report = (Map<?, ?>) read(Reports.full());
        assertThat(report.keySet().stream().map(Object::toString))
                .containsExactly("experiment", "model", "kernel", "question", "events", "states", "findings", "notes");
        assertThat(keys(report.get("findings"))).containsExactly("scene", "what", "expected", "observed", "ok");
        assertThat(keys(report.get("states")))
                .containsExactly(
                        "scene",
                        "nanos",
                        "kind",
                        "party",
                        "side",
                        "local",
                        "peer",
                        "state",
                        "receiveQueue",
                        "sendQueue",
                        "retransmits");
        assertThat(keys(report.get("events")))
                .containsExactly(
                        "scene",
                        "nanos",
                        "kind",
                        "party",
                        "side",
                        "socket",
                        "thread",
                        "name",
                        "arguments",
                        "endNanos",
                        "result");
    }

    @Test
    void everyEntryIsThereWithItsTime() throws IOException {
        Map<?, ?> report = (Map<?, ?>) read(Reports.full());
        long entries = Reports.full().scenes().stream()
                .mapToLong(scene -> scene.entries().size())
                .sum();
        List<?> events = list(report.get("events"));
        List<?> states = list(report.get("states"));
        assertThat(events.size() + states.size()).isEqualTo(entries);
        assertThat(events.toString())
                .contains("nanos=12011900000, kind=act, what=kill -9 client")
                .contains("kind=segment, from=127.0.0.1:50123, to=127.0.0.1:2012, flags=SYN, length=0")
                .contains("name=recv, arguments=, endNanos=null, result=");
        assertThat(states.toString()).contains("peer=127.0.0.1:2012, state=null");
    }

    @Test
    void whatWasNotRunIsNeitherOkNorNot() throws IOException {
        Map<?, ?> report = (Map<?, ?>) read(Reports.full());
        assertThat(list(report.get("findings")).stream()
                        .map(finding -> String.valueOf(((Map<?, ?>) finding).get("ok"))))
                .containsExactly("true", "false", "null");
    }

    @Test
    void controlCharactersAndHalfACharacterComeThroughAsJson() throws IOException {
        Report report = Reports.report(Reports.scene(new Entry.Said(0, Reports.SERVER, "\u001b[2J\"\ud83d\n")));
        assertThat(read(report).toString()).contains("line=\u001b[2J\"\ufffd\n");
    }

    @Test
    void severalReportsAreAnArray() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonReport.writeAll(List.of(Reports.full("single"), Reports.full("thread")), bytes);
        assertThat((List<?>) parse(bytes)).hasSize(2);
    }

    @Test
    void aFullDiskIsAnIOException() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> JsonReport.write(Reports.full(), full)).isInstanceOf(IOException.class);
    }

    private static List<String> keys(@Nullable Object list) {
        Map<?, ?> first = (Map<?, ?>) list(list).getFirst();
        return first.keySet().stream().map(Object::toString).toList();
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static Object read(Report report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonReport.write(report, bytes);
        return parse(bytes);
    }

    private static Object parse(ByteArrayOutputStream bytes) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), bytes.toByteArray())) {
            json.nextToken();
            Object value = value(json);
            assertThat(json.nextToken()).as("nothing follows").isNull();
            return Objects.requireNonNull(value);
        }
    }

    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, value(json));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            default -> json.getString();
        };
    }
}
