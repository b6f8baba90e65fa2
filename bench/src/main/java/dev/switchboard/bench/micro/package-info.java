/// What one message costs at the doors of the inner pieces, measured with JMH: `bench/micro`.
@NullMarked
package dev.switchboard.bench.micro;

import org.jspecify.annotations.NullMarked;
