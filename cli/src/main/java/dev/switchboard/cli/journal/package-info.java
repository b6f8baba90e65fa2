/// `switchboard journal`: reads the files of a journal, with or without a server at work.
@NullMarked
package dev.switchboard.cli.journal;

import org.jspecify.annotations.NullMarked;
