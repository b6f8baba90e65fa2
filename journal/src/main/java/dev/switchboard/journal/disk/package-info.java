/// The journal in a directory of this machine: what its bytes mean is in `docs/journal-format.md`.
@NullMarked
package dev.switchboard.journal.disk;

import org.jspecify.annotations.NullMarked;
