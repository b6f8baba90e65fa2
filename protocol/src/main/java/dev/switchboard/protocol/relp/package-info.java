/// `relp`: the Reliable Event Logging Protocol. A message is answered once it is stored.
@NullMarked
package dev.switchboard.protocol.relp;

import org.jspecify.annotations.NullMarked;
