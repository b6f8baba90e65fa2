/// What the kernel knows and does during a run: states and queues of sockets, segments, settings, and a cable to cut.
@NullMarked
package dev.switchboard.lab.kernel;

import org.jspecify.annotations.NullMarked;
