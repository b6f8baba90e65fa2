/// Sending the lines of files as messages: `switchboard import`.
@NullMarked
package dev.switchboard.cli.imports;

import org.jspecify.annotations.NullMarked;
