/// Syslog: messages as RFC 5424 and RFC 3164 have them, and as they are found in the wild.
@NullMarked
package dev.switchboard.protocol.syslog;

import org.jspecify.annotations.NullMarked;
