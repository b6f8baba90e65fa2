/// The experiments, one a file: they arrange scenes, ask the record and hold it against predictions.
@NullMarked
package dev.switchboard.lab.experiment;

import org.jspecify.annotations.NullMarked;
