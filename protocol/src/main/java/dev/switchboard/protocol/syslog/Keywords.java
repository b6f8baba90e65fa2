package dev.switchboard.protocol.syslog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What facilities and severities are called, as in `syslog.conf`.
public final class Keywords {
    /// By number, 0 to 7.
    public static final List<String> SEVERITIES =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    private static final String FACILITY_WORDS =
            "kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock "
                    + "local0 local1 local2 local3 local4 local5 local6 local7";

    private static final List<String> FACILITIES = List.of(FACILITY_WORDS.split(" ", -1));

    private Keywords() {}

    /// Of 0 to 23, such as `daemon`; null for any other number.
    public static @Nullable String facility(int facility) {
        return facility >= 0 && facility < FACILITIES.size() ? FACILITIES.get(facility) : null;
    }

    /// Of 0 to 7, such as `err`; null for any other number.
    public static @Nullable String severity(int severity) {
        return severity >= 0 && severity < SEVERITIES.size() ? SEVERITIES.get(severity) : null;
    }
}
