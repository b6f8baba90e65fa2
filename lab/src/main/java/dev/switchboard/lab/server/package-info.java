/// The product as one of the parties: a `switchboard serve` of its own for a run, whose log is in the record.
@NullMarked
package dev.switchboard.lab.server;

import org.jspecify.annotations.NullMarked;
