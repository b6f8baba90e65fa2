/// Finding messages, on a server or in the files of a journal: `switchboard search` and `switchboard export`.
@NullMarked
package dev.switchboard.cli.search;

import org.jspecify.annotations.NullMarked;
