package dev.switchboard.client.load;

/// What each log line begins with (RFC 3164, section 4.1): user, informational, a time that stays the same.
final class SyslogLead {
    static final String TEXT = "<14>Nov 21 12:00:00 load bench: ";
    static final int BYTES = TEXT.length();

    private SyslogLead() {}
}
