/// What was seen in a run, as values: nothing here knows how it was observed or how it is shown.
@NullMarked
package dev.switchboard.lab.record;

import org.jspecify.annotations.NullMarked;
