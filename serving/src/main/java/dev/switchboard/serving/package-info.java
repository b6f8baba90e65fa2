@NullMarked
package dev.switchboard.serving;

import org.jspecify.annotations.NullMarked;
