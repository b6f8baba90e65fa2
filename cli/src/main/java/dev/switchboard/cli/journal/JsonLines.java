package dev.switchboard.cli.journal;

import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// An object a line; a payload that is not UTF-8 is `base64` instead of `text`.
public final class JsonLines implements MessagePrinter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final OutputStream output;
    private final @Nullable ZoneId zone;

    /// Without what syslog messages say of themselves.
    JsonLines(OutputStream output) {
        this(output, null);
    }

    /// @param zone of times in syslog messages that name none; null leaves all fields of syslog out
    public JsonLines(OutputStream output, @Nullable ZoneId zone) {
        this.output = output;
        this.zone = zone;
    }

    @Override
    public void print(StoredBatch stored) throws IOException {
        for (int i = stored.from(); i < stored.to(); i++) {
            try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), output, JsonEncoding.UTF8)) {
                print(stored.offset(i), stored.batch(), i, json);
            }
            output.write('\n');
        }
    }

    private void print(long offset, Batch batch, int index, JsonGenerator json) {
        ByteBuffer payload = batch.payload(index);
        json.writeStartObject();
        json.writeNumberProperty("offset", offset);
        json.writeStringProperty("time", Times.text(batch.epochMicros()));
        json.writeStringProperty("channel", batch.channel().toString());
        json.writeStringProperty("sender", batch.sender().toString());
        var producer = batch.producer();
        if (producer != null) {
            json.writeStringProperty("producer", producer.text());
        }
        Optional<String> text = EscapedText.utf8(payload);
        if (text.isPresent()) {
            json.writeStringProperty("text", text.get());
        } else {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            json.writeStringProperty("base64", Base64.getEncoder().encodeToString(bytes));
        }
        if (zone != null) {
            SyslogJson.write(batch, index, zone, json);
        }
        json.writeEndObject();
    }
}
