/// What the documentation shows, as it stands there.
@NullMarked
package dev.switchboard.example;

import org.jspecify.annotations.NullMarked;
