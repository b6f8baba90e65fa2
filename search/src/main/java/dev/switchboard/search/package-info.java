/// Finds messages in a journal by their words, fields, channel and time: the query, the index of words, and the search.
@NullMarked
package dev.switchboard.search;

import org.jspecify.annotations.NullMarked;
