package dev.switchboard.cli.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the findings of a run from what `--json` wrote.
final class LabFindings {
    /// @param ok null when it was not run
    record Finding(
            String scene,
            String what,
            String expected,
            String observed,
            @Nullable Boolean ok) {}

    private LabFindings() {}

    static List<Finding> read(Path file) {
        List<Finding> findings = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("findings")) {
                    json.nextToken();
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        findings.add(finding(json));
                    }
                }
            }
        }
        return findings;
    }

    private static Finding finding(JsonParser json) {
        Map<String, String> texts = new HashMap<>();
        Boolean ok = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                texts.put(name, json.getString());
            } else if (value.isBoolean()) {
                ok = json.getBooleanValue();
            }
        }
        return new Finding(
                texts.getOrDefault("scene", ""),
                texts.getOrDefault("what", ""),
                texts.getOrDefault("expected", ""),
                texts.getOrDefault("observed", ""),
                ok);
    }
}
