/// The interactive client: `switchboard connect`.
@NullMarked
package dev.switchboard.cli.connect;

import org.jspecify.annotations.NullMarked;
