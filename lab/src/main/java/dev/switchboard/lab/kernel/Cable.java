package dev.switchboard.lab.kernel;

import dev.switchboard.posix.Errno;
import dev.switchboard.posix.NetworkNamespace;
import dev.switchboard.posix.PosixException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Two network namespaces joined by a cable that can be cut and mended: what one end sends while it is cut
/// is lost on the way, and nobody is told. Needs root, `ip` and `nft`.
///
/// Closing removes all of it, and so does the end of this process unless it is killed; what a killed one
/// left is removed when the next cable is made. Processes that still run at an end keep its namespace,
/// without a name, until they end. Any thread.
public final class Cable implements AutoCloseable {
    private static final String INTERFACE = "cable";
    private static final Path NAMED = Path.of("/run/netns");
    private static final Pattern NAME = Pattern.compile("sblab-(\\d+)-\\d+-(?:near|far)");
    private static final AtomicInteger LAST = new AtomicInteger();

    private final CableEnd near;
    private final CableEnd far;
    private final Thread atExit = new Thread(this::remove, "lab-cable-at-exit");
    private final Set<CableEnd> deaf = new HashSet<>();
    private int lossPercent;
    private boolean closed;

    Cable(String name) {
        this.near = new CableEnd(name + "-near", InetAddress.ofLiteral("10.77.0.1"));
        this.far = new CableEnd(name + "-far", InetAddress.ofLiteral("10.77.0.2"));
    }

    /// Why there can be no cable here: `needs root`, `ip is not installed`; empty when there can.
    public static Optional<String> problem() {
        for (String needed : List.of("ip", "nft")) {
            if (Program.find(needed).isEmpty()) {
                return Optional.of(needed + " is not installed");
            }
        }
        try {
            NetworkNamespace.ofProcess(ProcessHandle.current().pid()).call(() -> true);
            return Optional.empty();
        } catch (PosixException e) {
            return Optional.of(e.errno() == Errno.EPERM ? "needs root" : String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /// Makes both ends and joins them.
    ///
    /// @throws IOException with what `ip` said; nothing is left then
    public static Cable open() throws IOException {
        removeStale();
        Cable cable = new Cable("sblab-" + ProcessHandle.current().pid() + "-" + LAST.incrementAndGet());
        Runtime.getRuntime().addShutdownHook(cable.atExit);
        try {
            cable.make();
            return cable;
        } catch (Throwable incomplete) {
            cable.close();
            throw incomplete;
        }
    }

    /// In steps that a close gets between; what it has removed is then not made again.
    void make() throws IOException {
        step("netns", "add", near.name());
        step("netns", "add", far.name());
        String[] pair = {"link", "add", INTERFACE, "netns", near.name(), "type", "veth"};
        step(with(pair, "peer", "name", INTERFACE, "netns", far.name()).toArray(String[]::new));
        for (CableEnd end : List.of(near, far)) {
            String address = end.address().getHostAddress() + "/24";
            step("-n", end.name(), "address", "add", address, "dev", INTERFACE);
            step("-n", end.name(), "link", "set", "lo", "up");
            step("-n", end.name(), "link", "set", INTERFACE, "up");
        }
    }

    private synchronized void step(String... words) throws IOException {
        if (closed) {
            throw new IOException("closed while it was made");
        }
        ip(words);
    }

    public CableEnd near() {
        return near;
    }

    public CableEnd far() {
        return far;
    }

    /// Cuts it: each end loses what arrives from the other; what is sent leaves as if nothing had happened.
    public synchronized void cut() throws IOException {
        deaf.addAll(List.of(near, far));
        apply();
    }

    /// Joins it again.
    public synchronized void mend() throws IOException {
        deaf.clear();
        apply();
    }

    /// Joins it again in one direction: this end gets what the other sends.
    public synchronized void mendTowards(CableEnd end) throws IOException {
        deaf.remove(end);
        apply();
    }

    /// Loses this share of the packets in each direction, chosen at random.
    ///
    /// @param percent 0 to 100
    public synchronized void loss(int percent) throws IOException {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(percent + " percent");
        }
        lossPercent = percent;
        apply();
    }

    /// One transaction at each end; the near end is first.
    private void apply() throws IOException {
        for (CableEnd end : List.of(near, far)) {
            StringBuilder rules = new StringBuilder("add table inet cable\ndelete table inet cable\n");
            boolean all = deaf.contains(end) || lossPercent == 100;
            if (all || lossPercent > 0) {
                String share = all ? "" : " numgen random mod 100 < " + lossPercent;
                rules.append("add table inet cable\n")
                        .append("add chain inet cable in { type filter hook input priority 0; policy accept; }\n")
                        .append("add rule inet cable in iifname " + INTERFACE + share + " drop\n");
            }
            Program.run(rules.toString(), with(end.prefix().toArray(String[]::new), Program.path("nft"), "-f", "-"));
        }
    }

    private static List<String> with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all;
    }

    private static void ip(String... words) throws IOException {
        Program.run("", with(new String[] {Program.path("ip")}, words));
    }

    private static void removeStale() throws IOException {
        if (!Files.isDirectory(NAMED)) {
            return;
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(NAMED, "sblab-*")) {
            for (Path each : names) {
                Matcher name = NAME.matcher(each.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    delete(name.group());
                }
            }
        }
    }

    /// The cable goes with the namespace of either end.
    private synchronized void remove() {
        if (!closed) {
            closed = true;
            delete(near.name());
            delete(far.name());
        }
    }

    private static void delete(String name) {
        try {
            ip("netns", "delete", name);
        } catch (IOException e) {
            // Never made, or another process that looks for leftovers was faster.
        }
    }

    /// Removes both ends. A second close does nothing.
    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook runs or has run.
        }
    }
}
