/// `switchboard lab`: lists and runs the experiments.
@NullMarked
package dev.switchboard.cli.lab;

import org.jspecify.annotations.NullMarked;
