package dev.switchboard.lab.kernel;

import dev.switchboard.posix.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// A network namespace at one end of a [Cable].
///
/// @param name as `ip netns` has it
/// @param address its address on the cable
public record CableEnd(String name, InetAddress address) {
    /// The words that, put ahead of a command, make it run there.
    public List<String> prefix() {
        return List.of("ip", "netns", "exec", name);
    }

    public NetworkNamespace namespace() {
        return NetworkNamespace.named(name);
    }

    /// Changes a setting of this end only: `set("net.ipv4.tcp_retries2", "5")`. Gone with the cable.
    ///
    /// @throws IOException when there is no such setting in a namespace, or the value is refused
    public void set(String setting, String value) throws IOException, InterruptedException {
        KernelSettings.write(namespace(), setting, value);
    }

    public KernelSettings settings() throws IOException, InterruptedException {
        return KernelSettings.read(namespace());
    }
}
