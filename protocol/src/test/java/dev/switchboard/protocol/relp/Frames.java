package dev.switchboard.protocol.relp;

import java.nio.charset.StandardCharsets;

/// What a client of RELP sends, and what it is answered; one character a byte.
final class Frames {
    static final String OPEN = frame(1, "open", "relp_version=0\nrelp_software=librelp,1.11.0\ncommands=syslog");
    static final String OPENED = opened(0);
    static final String GOODBYE = "0 serverclose 0\n";

    private Frames() {}

    static String frame(int number, String command, String data) {
        int bytes = data.getBytes(StandardCharsets.ISO_8859_1).length;
        return "%d %s %d%s\n".formatted(number, command, bytes, bytes == 0 ? "" : " " + data);
    }

    static String syslog(int number, String message) {
        return frame(number, "syslog", message);
    }

    static String stored(int number) {
        return number + " rsp 6 200 OK\n";
    }

    static String opened(int version) {
        return frame(
                1, "rsp", "200 OK\nrelp_version=%d\nrelp_software=switchboard\ncommands=syslog".formatted(version));
    }
}
