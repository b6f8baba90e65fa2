package dev.switchboard.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads what `bench --json` prints.
final class BenchSaid {
    private BenchSaid() {}

    /// All values by their names, those of the object within too. Fails unless it was exit code 0 and one line.
    static Map<String, Object> json(Command.Result bench) {
        assertThat(bench.exitCode()).as(bench.toString()).isZero();
        assertThat(bench.err()).isEmpty();
        assertThat(bench.out().lines()).hasSize(1);
        Map<String, Object> values = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), bench.out())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                switch (token) {
                    case VALUE_STRING -> values.put(json.currentName(), json.getString());
                    case VALUE_NUMBER_INT -> values.put(json.currentName(), json.getLongValue());
                    case VALUE_NUMBER_FLOAT -> values.put(json.currentName(), json.getDoubleValue());
                    case VALUE_TRUE, VALUE_FALSE -> values.put(json.currentName(), json.getBooleanValue());
                    case VALUE_NULL -> values.put(json.currentName(), null);
                    default -> {} // objects begin and end
                }
            }
        }
        return values;
    }
}
