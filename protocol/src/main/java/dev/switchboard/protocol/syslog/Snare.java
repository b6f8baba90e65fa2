package dev.switchboard.protocol.syslog;

/// Windows events as Snare and those who write like it send them: with tabulators, and `MSWinEventLog` first.
final class Snare {
    private static final String NAME = "MSWinEventLog\t";

    private Snare() {}

    static boolean read(Header header, int at) {
        if (!Chars.has(header.bytes, at, header.end, NAME)) {
            return false;
        }
        header.app(at, at + NAME.length() - 1);
        header.body = at + NAME.length();
        return true;
    }

    /// Without a time, the host stands before it.
    static boolean readWithHost(Header header, int at) {
        int stop = Hosts.pass(header.bytes, at, header.end);
        boolean tabulator = stop < header.end && header.bytes[stop] == '\t'; // seldom, so it is looked for first
        if (!tabulator || !Hosts.isHost(header.bytes, at, stop) || !read(header, stop + 1)) {
            return false;
        }
        header.host(at, stop);
        return true;
    }
}
