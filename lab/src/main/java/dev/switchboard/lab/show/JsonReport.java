package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Report;
import dev.switchboard.lab.record.Scene;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Reports as JSON in UTF-8: the whole record, times in nanoseconds since the run began.
///
/// `events` are calls, segments, acts and logged lines, `states` what the kernel said; a finding's `ok` is
/// null when it was not run. A call that has not returned has `endNanos` null; an end that the kernel knows
/// no more has `state` null.
public final class JsonReport {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /// Writes an object and LF; does not close.
    ///
    /// @throws IOException what the stream throws
    public static void write(Report report, OutputStream output) throws IOException {
        try (JsonGenerator json = generator(output)) {
            new JsonReport(json).write(report);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        output.write('\n');
    }

    /// Writes an array and LF; does not close.
    ///
    /// @throws IOException what the stream throws
    public static void writeAll(List<Report> reports, OutputStream output) throws IOException {
        try (JsonGenerator json = generator(output)) {
            json.writeStartArray();
            reports.forEach(new JsonReport(json)::write);
            json.writeEndArray();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        output.write('\n');
    }

    private static JsonGenerator generator(OutputStream output) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), output, JsonEncoding.UTF8);
    }

    private void write(Report report) {
        json.writeStartObject();
        text("experiment", report.experiment());
        text("model", report.model());
        text("kernel", report.kernel());
        text("question", report.question());
        json.writeArrayPropertyStart("events");
        for (Scene scene : report.scenes()) {
            scene.entries().forEach(entry -> writeEvent(scene, entry));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("states");
        for (Scene scene : report.scenes()) {
            scene.entries().forEach(entry -> writeState(scene, entry));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("findings");
        report.findings().forEach(this::write);
        json.writeEndArray();
        json.writeArrayPropertyStart("notes");
        report.notes().forEach(note -> json.writeString(wellFormed(note)));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeEvent(Scene scene, Entry entry) {
        switch (entry) {
            case Entry.Call call -> {
                start(scene, entry, "call");
                write(call);
            }
            case Entry.Segment segment -> {
                start(scene, entry, "segment");
                text("from", Addresses.text(segment.from()));
                text("to", Addresses.text(segment.to()));
                text("flags", segment.flags());
                json.writeNumberProperty("length", segment.length());
            }
            case Entry.Act act -> {
                start(scene, entry, "act");
                text("what", act.what());
            }
            case Entry.Said said -> {
                start(scene, entry, "said");
                party(said.party());
                text("line", said.line());
            }
            case Entry.Kernel _ -> {
                return; // among the states
            }
        }
        json.writeEndObject();
    }

    private void start(Scene scene, Entry entry, String kind) {
        json.writeStartObject();
        text("scene", scene.title());
        json.writeNumberProperty("nanos", entry.nanos());
        text("kind", kind);
    }

    private void write(Entry.Call call) {
        party(call.party());
        text("socket", call.socket());
        text("thread", call.thread());
        text("name", call.name());
        text("arguments", call.arguments());
        if (call.hasReturned()) {
            json.writeNumberProperty("endNanos", call.endNanos());
        } else {
            json.writeNullProperty("endNanos");
        }
        text("result", call.result());
    }

    private void writeState(Scene scene, Entry entry) {
        if (entry instanceof Entry.Kernel kernel) {
            start(scene, entry, "state");
            party(kernel.party());
            text("local", Addresses.text(kernel.local()));
            text("peer", Addresses.text(kernel.peer()));
            if (kernel.state() == null) {
                json.writeNullProperty("state");
            } else {
                text("state", kernel.stateText());
            }
            json.writeNumberProperty("receiveQueue", kernel.receiveQueue());
            json.writeNumberProperty("sendQueue", kernel.sendQueue());
            json.writeNumberProperty("retransmits", kernel.retransmits());
            json.writeEndObject();
        }
    }

    private void write(Finding finding) {
        json.writeStartObject();
        text("scene", finding.scene());
        text("what", finding.what());
        text("expected", finding.expected());
        text("observed", finding.observed());
        switch (finding.outcome()) {
            case AS_PREDICTED -> json.writeBooleanProperty("ok", true);
            case OTHERWISE -> json.writeBooleanProperty("ok", false);
            case NOT_RUN -> json.writeNullProperty("ok");
        }
        json.writeEndObject();
    }

    private void party(Party party) {
        text("party", party.name());
        text("side", party.side().name().toLowerCase(Locale.ROOT));
    }

    private void text(String name, String value) {
        json.writeStringProperty(name, wellFormed(value));
    }

    /// Half a surrogate pair has no UTF-8, and the generator would refuse it.
    private static String wellFormed(String text) {
        return text.codePoints()
                .map(character -> Character.getType(character) == Character.SURROGATE ? 0xfffd : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
