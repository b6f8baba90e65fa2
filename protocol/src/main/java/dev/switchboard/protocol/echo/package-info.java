@NullMarked
package dev.switchboard.protocol.echo;

import org.jspecify.annotations.NullMarked;
