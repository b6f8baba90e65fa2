/// Sending standard input as messages: `switchboard send`.
@NullMarked
package dev.switchboard.cli.send;

import org.jspecify.annotations.NullMarked;
