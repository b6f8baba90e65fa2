@NullMarked
package dev.switchboard.protocol.ticker;

import org.jspecify.annotations.NullMarked;
