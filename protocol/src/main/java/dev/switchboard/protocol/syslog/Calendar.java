package dev.switchboard.protocol.syslog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/// From what a sender wrote to seconds since 1970. The calendar is the Gregorian one for all years.
final class Calendar {
    private static final int DAY_SECONDS = 86_400;

    /// Between two 29ths of February are at most so many years.
    private static final int LEAP_YEARS_APART_MAX = 8;

    private Calendar() {}

    static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> leap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean leap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /// @param stamp with a form, and a date of the calendar
    /// @param arrivedSeconds since 1970
    static long epochSeconds(Stamp stamp, long arrivedSeconds, ZoneId receiver) {
        boolean local = stamp.zone == Stamp.Zone.LOCAL;
        int year = stamp.year;
        if (year == Stamp.NO_YEAR) {
            int offset = local ? offset(receiver.getRules(), arrivedSeconds) : stamp.offsetSeconds;
            year = nearestYear(stamp, arrivedSeconds + offset);
        }
        long seconds = localSeconds(stamp, year);
        return seconds - (local ? offsetOfLocal(receiver.getRules(), seconds) : stamp.offsetSeconds);
    }

    /// The year that brings the stamp's month and day nearest to the arrival. RFC 3164 has no year.
    private static int nearestYear(Stamp stamp, long arrivedLocalSeconds) {
        int arrived = LocalDate.ofEpochDay(Math.floorDiv(arrivedLocalSeconds, DAY_SECONDS))
                .getYear();
        int best = arrived;
        long apart = Long.MAX_VALUE;
        int reach = stamp.month == 2 && stamp.day == 29 ? LEAP_YEARS_APART_MAX : 1;
        for (int year = arrived - reach; year <= arrived + reach; year++) {
            if (stamp.day > daysOf(year, stamp.month)) {
                continue;
            }
            long distance = Math.abs(localSeconds(stamp, year) - arrivedLocalSeconds);
            if (distance < apart) {
                apart = distance;
                best = year;
            }
        }
        return best;
    }

    private static long localSeconds(Stamp stamp, int year) {
        return epochDay(year, stamp.month, stamp.day) * DAY_SECONDS + stamp.secondOfDay;
    }

    /// Counts years from March on, so that the leap day is a year's last day and the months before it have a
    /// regular pattern: 153 days in five months.
    static long epochDay(int year, int month, int day) {
        long shifted = month > 2 ? year : year - 1L;
        long century = Math.floorDiv(shifted, 100L);
        long monthFromMarch = month > 2 ? month - 3L : month + 9L;
        long days = 365 * shifted + Math.floorDiv(shifted, 4L) - century + Math.floorDiv(century, 4L);
        return days + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468;
    }

    private static int offset(ZoneRules rules, long epochSeconds) {
        return rules.getOffset(Instant.ofEpochSecond(epochSeconds)).getTotalSeconds();
    }

    /// A time that the clock passed twice is the earlier one; one that it left out is taken as before it was
    /// changed.
    private static int offsetOfLocal(ZoneRules rules, long localSeconds) {
        return rules.getOffset(LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC))
                .getTotalSeconds();
    }
}
