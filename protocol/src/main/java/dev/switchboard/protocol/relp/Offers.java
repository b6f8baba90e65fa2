package dev.switchboard.protocol.relp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is agreed on at the beginning (the RELP specification of librelp, "OFFERS"): lines
/// `NAME=VALUE,VALUE…`.
final class Offers {
    /// What [#version] says of offers without one.
    static final int NO_VERSION = -1;

    /// The version 0 that librelp offers and the version 1 of the specification are the same on the wire.
    private static final int VERSION_MAX = 1;

    private static final Pattern VERSION = Pattern.compile("^relp_version=(\\d{1,9})$", Pattern.MULTILINE);

    private Offers() {}

    /// The version to speak with whoever makes these offers, or [#NO_VERSION].
    static int version(ByteBuffer offers) {
        Matcher version = VERSION.matcher(StandardCharsets.ISO_8859_1.decode(offers.slice()));
        return version.find() ? Math.min(Integer.parseInt(version.group(1)), VERSION_MAX) : NO_VERSION;
    }

    /// What is offered to a client with which this version is spoken. librelp ends its offers without a line
    /// end.
    static String ours(int version) {
        return "relp_version=" + version + "\nrelp_software=switchboard\ncommands=syslog";
    }
}
