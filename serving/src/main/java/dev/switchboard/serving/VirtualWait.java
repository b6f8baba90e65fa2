package dev.switchboard.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.locks.LockSupport;

/// What virtual threads wait for sockets with: a few descriptors that the JDK opens when the first of them has to wait.
/// If there were none left then, no virtual thread could ever wait again, and every connection would end with an error.
final class VirtualWait {
    private static final long LOOK_NANOS = 100_000;

    private VirtualWait() {}

    /// Lets a virtual thread wait for a moment, so that all is open. Blocks until it does.
    ///
    /// @throws IOException when there are not even descriptors for this
    static void open() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            Thread waiter = Thread.startVirtualThread(() -> readToEnd(source));
            while (waiter.isAlive() && waiter.getState() != Thread.State.WAITING) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static void readToEnd(Pipe.SourceChannel source) {
        try {
            source.read(ByteBuffer.allocate(1));
        } catch (IOException e) {
            // It was closed, which ends the wait.
        }
    }
}
