package dev.switchboard.protocol.syslog;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What of a message may name its channel.
enum Field {
    HOST,
    APP,
    FACILITY,
    SEVERITY,
    PROCID,
    MSGID,
    /// The peer's address, without its port: what brought the message, which may be a relay.
    SENDER;

    /// The field of this name.
    ///
    /// @throws IllegalArgumentException when there is none
    static Field named(String name) {
        for (Field field : values()) {
            if (field.word().equals(name)) {
                return field;
            }
        }
        String all =
                Arrays.stream(values()).map(field -> "{" + field.word() + "}").collect(Collectors.joining(", "));
        throw new IllegalArgumentException("a channel has no field '{%s}'; there are %s".formatted(name, all));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Its value, or null when the message does not say.
    @Nullable
    String of(SyslogFields fields, String senderHost) {
        return switch (this) {
            case HOST -> fields.host();
            case APP -> fields.app();
            case FACILITY -> Keywords.facility(fields.facility());
            case SEVERITY -> Keywords.severity(fields.severity());
            case PROCID -> fields.procId();
            case MSGID -> fields.msgId();
            case SENDER -> senderHost;
        };
    }
}
