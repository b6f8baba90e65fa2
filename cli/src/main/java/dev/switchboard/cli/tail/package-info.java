/// Following a channel: `switchboard tail`.
@NullMarked
package dev.switchboard.cli.tail;

import org.jspecify.annotations.NullMarked;
