/// Messages that last: the port [dev.switchboard.journal.Journal], and the embedded one on disk.
@NullMarked
package dev.switchboard.journal;

import org.jspecify.annotations.NullMarked;
