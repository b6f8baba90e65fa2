package dev.switchboard.protocol.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Stream;

/// Whatever a message holds, nothing is thrown, what is read of it stands in it, and every way to ask says the same.
/// Fuzzed with `JAZZER_FUZZ=1`; an ordinary run takes the inputs that are kept beside it.
class SyslogParserFuzzTest {
    private static final ZoneId ZONE = ZoneId.of("America/St_Johns");
    private static final long ARRIVED_MICROS = 1_795_258_800_000_000L;

    @FuzzTest
    void fieldsAreOfTheMessage(byte[] bytes) {
        SyslogFields fields = SyslogParser.parse(bytes, 0, bytes.length, ARRIVED_MICROS, ZONE);
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(fields.bodyStart()).isBetween(0, bytes.length);
        assertThat(fields.priority()).isBetween(-1, 191);
        Stream.of(fields.host(), fields.app(), fields.procId(), fields.msgId()).forEach(field -> {
            if (field != null) {
                assertThat(text).contains(field);
                assertThat(field).isNotEmpty();
            }
        });
        fields.structuredData().forEach(element -> {
            assertThat(text).contains("[" + element.id());
            element.params().forEach(param -> assertThat(text).contains(param.name() + "=\""));
        });
        assertThat(SyslogParser.priority(bytes, 0, bytes.length)).isEqualTo(fields.priority());
        assertThat(SyslogParser.host(bytes, 0, bytes.length)).isEqualTo(fields.host());
        byte[] larger = Arrays.copyOf(bytes, bytes.length + 2);
        System.arraycopy(bytes, 0, larger, 1, bytes.length);
        larger[0] = '<';
        larger[bytes.length + 1] = ':';
        assertThat(SyslogParser.parse(larger, 1, bytes.length + 1, ARRIVED_MICROS, ZONE))
                .isEqualTo(fields);
    }
}
