package dev.switchboard.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Two network namespaces joined by a cable that can be cut: what one sends while it is cut is lost on the way, and
/// nobody is told. Needs root. Closing removes both.
public final class Namespaces implements AutoCloseable {
    /// The near end's address.
    public static final String NEAR_ADDRESS = "10.77.0.1";

    /// The far end's address.
    public static final String FAR_ADDRESS = "10.77.0.2";

    private static final AtomicInteger LAST = new AtomicInteger();

    private final String near;
    private final String far;

    private Namespaces(String name) {
        this.near = name + "-near";
        this.far = name + "-far";
    }

    /// Makes both and the cable.
    public static Namespaces open() throws IOException {
        Namespaces namespaces = new Namespaces("sb-" + ProcessHandle.current().pid() + "-" + LAST.incrementAndGet());
        try {
            namespaces.make();
            return namespaces;
        } catch (Throwable incomplete) {
            namespaces.close();
            throw incomplete;
        }
    }

    private void make() throws IOException {
        ip("netns", "add", near);
        ip("netns", "add", far);
        ip("link", "add", "cable", "netns", near, "type", "veth", "peer", "name", "cable", "netns", far);
        ready(near, NEAR_ADDRESS);
        ready(far, FAR_ADDRESS);
    }

    private static void ready(String namespace, String address) throws IOException {
        ip("-n", namespace, "address", "add", address + "/24", "dev", "cable");
        ip("-n", namespace, "link", "set", "lo", "up");
        ip("-n", namespace, "link", "set", "cable", "up");
    }

    /// The prefix that makes a command run at the near end.
    public List<String> near() {
        return exec(near);
    }

    /// The prefix that makes a command run at the far end.
    public List<String> far() {
        return exec(far);
    }

    /// Starts a command at the far end.
    public RunningProcess startFar(String... command) throws IOException {
        List<String> words = new ArrayList<>(far());
        words.addAll(List.of(command));
        return RunningProcess.start(words.toArray(String[]::new));
    }

    /// Cuts the cable: each end loses what arrives from the other. What is sent leaves as if nothing had happened.
    public void cut() throws IOException {
        for (String namespace : List.of(near, far)) {
            nft(namespace, "add table inet cut");
            nft(namespace, "add chain inet cut arriving { type filter hook input priority 0; policy accept; }");
            nft(namespace, "add rule inet cut arriving iifname cable drop");
        }
    }

    private static List<String> exec(String namespace) {
        return List.of("ip", "netns", "exec", namespace);
    }

    private static void nft(String namespace, String command) throws IOException {
        Command.run("ip", "netns", "exec", namespace, "nft", command).assertSucceeded();
    }

    private static void ip(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        Command.run(command.toArray(String[]::new)).assertSucceeded();
    }

    @Override
    public void close() throws IOException {
        Command.run("ip", "netns", "delete", near); // the cable goes with it
        Command.run("ip", "netns", "delete", far);
    }
}
