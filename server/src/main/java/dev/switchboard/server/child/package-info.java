@NullMarked
package dev.switchboard.server.child;

import org.jspecify.annotations.NullMarked;
