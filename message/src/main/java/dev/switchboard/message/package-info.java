/// The values that travel between the rooms: messages, channels, and what is asked of the hub and answered by it.
@NullMarked
package dev.switchboard.message;

import org.jspecify.annotations.NullMarked;
