@NullMarked
package dev.switchboard.protocol.framing;

import org.jspecify.annotations.NullMarked;
