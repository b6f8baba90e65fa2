package dev.switchboard.lab.kernel;

import dev.switchboard.posix.NetworkNamespace;
import dev.switchboard.posix.PosixException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The kernel's settings that decide what experiments show, as they were when read.
///
/// Source: `Documentation/networking/ip-sysctl.rst` of Linux, `tcp(7)`, `listen(2)`.
///
/// @param release the kernel's: `6.18.44`
/// @param values by name, as `sysctl` prints them; several numbers have one space between; a setting that this kernel
///     lacks is absent
public record KernelSettings(String release, Map<String, String> values) {
    /// What is read.
    public static final List<String> NAMES = List.of(
            "net.core.somaxconn",
            "net.core.rmem_default",
            "net.core.rmem_max",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_abort_on_overflow",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_max_syn_backlog",
            "net.ipv4.tcp_max_tw_buckets",
            "net.ipv4.tcp_retries2",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_syn_linear_timeouts",
            "net.ipv4.tcp_syn_retries",
            "net.ipv4.tcp_synack_retries",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_tw_reuse",
            "net.ipv4.tcp_wmem");

    private static final Path ROOT = Path.of("/proc/sys");

    public KernelSettings {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /// Those of this process's own namespace.
    public static KernelSettings read() throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String name : NAMES) {
            try {
                values.put(name, text(file(name)));
            } catch (NoSuchFileException e) {
                // Another kernel, or a setting that only the first namespace has.
            }
        }
        return new KernelSettings(System.getProperty("os.version"), values);
    }

    /// With one large read: the kernel tells such a value only to a read from its beginning, and other ways to read a
    /// whole file begin with a single byte.
    private static String text(Path file) throws IOException {
        return String.join(" ", Files.readAllLines(file)).strip().replaceAll("\\s+", " ");
    }

    /// Those of a namespace; needs root.
    static KernelSettings read(NetworkNamespace namespace) throws IOException, InterruptedException {
        return inside(namespace, KernelSettings::read);
    }

    static void write(NetworkNamespace namespace, String name, String value) throws IOException, InterruptedException {
        inside(namespace, () -> Files.writeString(file(name), value));
    }

    /// The value; empty when the kernel has no such setting, or it is none of [#NAMES].
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// A value that is one number.
    public Optional<Long> number(String name) {
        return value(name).map(Long::valueOf);
    }

    private static Path file(String name) {
        return ROOT.resolve(name.replace('.', '/'));
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /// `/proc/sys/net` shows each thread the settings of the namespace in which it is.
    private static <T> T inside(NetworkNamespace namespace, Work<T> work) throws IOException, InterruptedException {
        try {
            return namespace.call(() -> {
                try {
                    return work.run();
                } catch (PosixException e) {
                    throw e;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof UncheckedIOException unchecked) {
                throw unchecked.getCause();
            }
            throw e;
        }
    }
}
