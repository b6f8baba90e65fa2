package dev.switchboard.bench.micro;

import dev.switchboard.protocol.syslog.SyslogFields;
import dev.switchboard.protocol.syslog.SyslogParser;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a syslog message says, read from its bytes.
@State(Scope.Thread)
public class SyslogBench {
    private final byte[] rfc3164 = Texts.rfc3164(7);
    private final byte[] rfc5424 = Texts.rfc5424(7);
    private final ZoneId zone = ZoneOffset.UTC;

    @Benchmark
    public SyslogFields parse3164() {
        return SyslogParser.parse(rfc3164, 0, rfc3164.length, Texts.MICROS, zone);
    }

    @Benchmark
    public SyslogFields parse5424() {
        return SyslogParser.parse(rfc5424, 0, rfc5424.length, Texts.MICROS, zone);
    }

    /// What the index asks of each message.
    @Benchmark
    public @Nullable String host3164() {
        return SyslogParser.host(rfc3164, 0, rfc3164.length);
    }

    @Benchmark
    public @Nullable String host5424() {
        return SyslogParser.host(rfc5424, 0, rfc5424.length);
    }
}
