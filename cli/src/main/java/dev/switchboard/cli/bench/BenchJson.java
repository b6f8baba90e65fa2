package dev.switchboard.cli.bench;

import dev.switchboard.client.load.Latencies;
import dev.switchboard.client.load.LoadConfig;
import dev.switchboard.client.load.LoadCounts;
import dev.switchboard.client.load.LoadResult;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// What was measured, as one object in one line. Names end in their unit; `latency_us` is null where nothing was
/// answered.
final class BenchJson {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final double MILLIS = 1e3;
    private static final double NANOS_PER_MICRO = 1e3;

    private BenchJson() {}

    static void write(LoadConfig config, LoadResult result, OutputStream output) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), output, JsonEncoding.UTF8)) {
            json.writeStartObject();
            load(config, json);
            json.writeNumberProperty("messages", result.counted());
            json.writeNumberProperty("seconds", result.seconds());
            json.writeNumberProperty("rate", result.rate());
            latencies(result.latencies(), json);
            json.writeNumberProperty("busy", result.busy());
            counts(result.all(), json);
            json.writeStringProperty("fault", result.fault());
            json.writeBooleanProperty("stopped", result.stopped());
            json.writeEndObject();
        }
        output.write('\n');
    }

    private static void load(LoadConfig config, JsonGenerator json) {
        json.writeStringProperty("server", config.remote().toString());
        json.writeStringProperty("protocol", config.protocol().word());
        json.writeNumberProperty("connections", config.connections());
        json.writeNumberProperty("bytes", config.bytes());
        json.writeNumberProperty("pipeline", config.pipeline());
        json.writeStringProperty("loop", config.isOpenLoop() ? "open" : "closed");
        if (config.isOpenLoop()) {
            json.writeNumberProperty("rate_wanted", config.rate());
        } else {
            json.writeNullProperty("rate_wanted");
        }
        json.writeNumberProperty("warmup_seconds", config.warmup().toMillis() / MILLIS);
    }

    private static void latencies(Latencies latencies, JsonGenerator json) {
        if (latencies.count() == 0) {
            json.writeNullProperty("latency_us");
            return;
        }
        json.writeObjectPropertyStart("latency_us");
        for (Curve.Point point : Curve.POINTS) {
            json.writeNumberProperty(point.name(), point.nanos(latencies) / NANOS_PER_MICRO);
        }
        json.writeEndObject();
    }

    private static void counts(LoadCounts all, JsonGenerator json) {
        json.writeNumberProperty("sent", all.sent());
        json.writeNumberProperty("lost", all.lost());
        json.writeNumberProperty("wrong", all.wrong());
        json.writeNumberProperty("unsent", all.unsent());
        json.writeNumberProperty("broken", all.broken());
        json.writeNumberProperty("unclosed", all.unclosed());
    }
}
