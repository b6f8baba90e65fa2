package dev.switchboard.protocol.syslog;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A time as a sender writes it, taken apart: year, month, day, clock and zone, each as far as it is there.
final class Stamp {
    /// How the date is written: that tells how far what follows can be trusted.
    enum Form {
        /// There is no time.
        NONE,
        /// `Nov 21 12:00:00`, with a year or without: syslog and little else.
        MONTH,
        /// `2026-11-21T12:00:00`: syslog, and many others.
        ISO,
        /// `2026-11-21 12:00:00` or `2026/11/21 12:00:00`: seldom syslog.
        SPACED
    }

    /// How far from UTC the time is.
    enum Zone {
        /// It does not say.
        LOCAL,
        /// It says so by a number, or by `Z`.
        OFFSET,
        /// It says so by a word that is known.
        WORD,
        /// It names a zone that is not known, so the time is not known either.
        UNKNOWN
    }

    static final int NO_YEAR = Integer.MIN_VALUE;

    Form form = Form.NONE;
    Zone zone = Zone.LOCAL;
    int year = NO_YEAR;
    int month;
    int day;
    int secondOfDay;
    int micros;
    int offsetSeconds;

    /// Whether the zone is a plain `Z`, which many write who are no syslog.
    boolean universal;

    /// The time where it was given as a number since 1970, otherwise not used.
    long epochSeconds = Long.MIN_VALUE;

    void forget() {
        form = Form.NONE;
        zone = Zone.LOCAL;
        year = NO_YEAR;
        micros = 0;
        universal = false;
        epochSeconds = Long.MIN_VALUE;
    }

    /// Reads `2026-11-21` and `12:00:00`, which stand apart.
    boolean read(byte[] bytes, int date, int clock, int end) {
        return TimeReader.date(this, bytes, date, end) && hasDate() && TimeReader.clock(this, bytes, clock, end) >= 0;
    }

    /// Whether year, month and day are of the calendar; without a year, there is a 29th of February.
    boolean hasDate() {
        return month >= 1 && month <= 12 && day >= 1 && day <= Calendar.daysOf(year == NO_YEAR ? 2000 : year, month);
    }

    /// Microseconds since 1970, or null when there is no time, or none that is certain.
    @Nullable
    Long micros(long arrivedMicros, ZoneId receiver) {
        if (epochSeconds != Long.MIN_VALUE) {
            return epochSeconds * 1_000_000 + micros;
        }
        if (form == Form.NONE || zone == Zone.UNKNOWN) {
            return null;
        }
        return Calendar.epochSeconds(this, Math.floorDiv(arrivedMicros, 1_000_000L), receiver) * 1_000_000 + micros;
    }
}
