package dev.switchboard.lab.peer;

import dev.switchboard.posix.Errno;
import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.ThisThread;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The program of a scripted end. Reads orders, a line each, and carries each out on a thread of its own:
///
/// ```
/// in:   12 recv s1 4096
/// out:  began 12 NANOS TID
/// out:  ended 12 NANOS 5 68656c6c6f
/// ```
///
/// Times are nanoseconds of the machine's monotonic clock. It ends with its input, or by the order `exit`: then as a
/// program does that closes nothing, whatever its sockets hold.
public final class PeerProgram {
    /// How the result of an order begins that cannot be carried out.
    static final String DEFECT = "defect: ";

    private final Orders orders = new Orders();
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    private PeerProgram() {}

    /// Runs until the input ends.
    ///
    /// @param args none
    public static void main(String[] args) throws IOException {
        new PeerProgram().run();
        Runtime.getRuntime().halt(0); // whatever call still waits
    }

    private void run() throws IOException {
        Rehearsal.run();
        ThisThread.id();
        Errno.name(Errno.EPIPE);
        say("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = Arrays.asList(line.split(" "));
            if (words.contains("exit")) {
                return;
            }
            Thread.ofPlatform().daemon().start(() -> carryOut(words));
        }
    }

    private void carryOut(List<String> words) {
        String id = words.getFirst();
        List<String> arguments = words.subList(3, words.size());
        say("began %s %d %d".formatted(id, System.nanoTime(), ThisThread.id()));
        Orders.Done done;
        try {
            done = orders.carryOut(words.get(1), words.get(2), arguments);
        } catch (PosixException e) {
            done = Orders.Done.of(name(e));
        } catch (RuntimeException e) {
            done = Orders.Done.of(DEFECT + e);
        }
        say("ended %s %d %s\t%s".formatted(id, System.nanoTime(), done.result(), done.hex()));
    }

    static String name(PosixException e) {
        return Errno.name(e.errno());
    }

    /// One write a line, so that lines of many threads stay whole. The time is taken before.
    private synchronized void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            Runtime.getRuntime().halt(1); // nobody listens any more
        }
    }
}
