package dev.switchboard.cli.journal;

import dev.switchboard.message.Batch;
import dev.switchboard.protocol.syslog.Keywords;
import dev.switchboard.protocol.syslog.SyslogFields;
import dev.switchboard.protocol.syslog.SyslogParser;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// What a message says of itself where it is syslog, as properties of its object; what it does not say is left out.
final class SyslogJson {
    private SyslogJson() {}

    static void write(Batch batch, int index, ZoneId zone, JsonGenerator json) {
        SyslogFields fields =
                SyslogParser.parse(batch.payloads(), batch.start(index), batch.end(index), batch.epochMicros(), zone);
        write("facility", Keywords.facility(fields.facility()), json);
        write("severity", Keywords.severity(fields.severity()), json);
        write("host", fields.host(), json);
        write("app", fields.app(), json);
        write("procid", fields.procId(), json);
        write("msgid", fields.msgId(), json);
        Long sentMicros = fields.sentMicros();
        write("sent", sentMicros == null ? null : Times.text(sentMicros), json);
        if (!fields.structuredData().isEmpty()) {
            structured(fields.structuredData(), json);
        }
    }

    private static void write(String name, @Nullable String value, JsonGenerator json) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    /// `{"ID": {"NAME": "VALUE"}}`; of a name that occurs again, a list of all values.
    private static void structured(List<SyslogFields.Element> elements, JsonGenerator json) {
        json.writeObjectPropertyStart("structuredData");
        for (SyslogFields.Element element : elements) {
            json.writeObjectPropertyStart(element.id());
            element.params().stream()
                    .map(SyslogFields.Param::name)
                    .distinct()
                    .forEach(name -> parameter(name, element.params(), json));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void parameter(String name, List<SyslogFields.Param> all, JsonGenerator json) {
        List<String> values = all.stream()
                .filter(param -> param.name().equals(name))
                .map(SyslogFields.Param::value)
                .toList();
        if (values.size() == 1) {
            json.writeStringProperty(name, values.getFirst());
            return;
        }
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
