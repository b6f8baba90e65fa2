/// Standard input and output as bytes, and text that a terminal shows and does not obey.
@NullMarked
package dev.switchboard.cli.terminal;

import org.jspecify.annotations.NullMarked;
