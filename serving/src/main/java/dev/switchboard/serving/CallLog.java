package dev.switchboard.serving;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes two events of a socket call: before it on which thread it begins, after it what came of it. Without one in the
/// [ListenerContext] nothing stands between serving and its sockets. Thread-safe.
///
/// What is logged is a call of the JDK. Where the JDK makes several system calls of it, a large write or a read that
/// first waits, they are one.
final class CallLog {
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final ServingEvents events;
    private final String idPrefix;
    private final String threadPrefix;

    private CallLog(ServingEvents events, String idPrefix, String threadPrefix) {
        this.events = events;
        this.idPrefix = idPrefix;
        this.threadPrefix = threadPrefix;
    }

    /// Null when nobody wants to know.
    static @Nullable CallLog of(ServingEvents events) {
        return events.wantsCalls() ? new CallLog(events, "", "") : null;
    }

    /// For a child process: its calls are told apart from those of others by their connection and their process.
    static CallLog ofChild(ServingEvents events, long connectionId) {
        long pid = ProcessHandle.current().pid();
        return new CallLog(events, connectionId + ".", "pid-" + pid + "/");
    }

    /// A call that may fail.
    interface Call<T> {
        T run() throws IOException;
    }

    /// A call that gives nothing but success.
    interface Action {
        void run() throws IOException;
    }

    /// Runs and tells `body`.
    ///
    /// @param result what came of it, in words
    <T> T call(
            String name,
            InetSocketAddress local,
            @Nullable InetSocketAddress peer,
            Call<T> body,
            Function<? super T, String> result)
            throws IOException {
        String id = idPrefix + LAST_ID.incrementAndGet();
        events.on(new ServingEvent.CallBegan(id, System.nanoTime(), thread(), name, local, peer));
        T value;
        try {
            value = body.run();
        } catch (IOException | RuntimeException | Error e) {
            ended(id, System.nanoTime(), CallError.of(e));
            throw e;
        }
        ended(id, System.nanoTime(), result.apply(value));
        return value;
    }

    /// The same for a call whose result is 0.
    void act(String name, InetSocketAddress local, @Nullable InetSocketAddress peer, Action body) throws IOException {
        Call<Integer> call = () -> {
            body.run();
            return 0;
        };
        call(name, local, peer, call, String::valueOf);
    }

    private void ended(String id, long nanos, String result) {
        events.on(new ServingEvent.CallEnded(id, nanos, result));
    }

    private String thread() {
        Thread thread = Thread.currentThread();
        String name = thread.getName().isEmpty() ? "virtual-" + thread.threadId() : thread.getName();
        return threadPrefix + name.replaceAll("\\s+", "-");
    }

    /// What came of a `recv`, as the JDK counts; a read that found nothing brought 0 bytes.
    static String received(int count) {
        return count < 0 ? "0 (end)" : sent(count);
    }

    /// What came of a `send`; a non-blocking one that the kernel had no room for took 0 bytes.
    static String sent(int count) {
        return count == 0 ? "EAGAIN" : Integer.toString(count);
    }
}
