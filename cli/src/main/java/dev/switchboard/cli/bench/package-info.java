/// `switchboard bench`: load against any server, and what came of it as text or JSON.
@NullMarked
package dev.switchboard.cli.bench;

import org.jspecify.annotations.NullMarked;
