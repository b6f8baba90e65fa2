package dev.switchboard.lab.experiment;

import dev.switchboard.lab.kernel.KernelSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// When this kernel sends a SYN again that is not answered: so many times a second apart, then in doubled steps.
///
/// Source: `tcp_syn_linear_timeouts` in `Documentation/networking/ip-sysctl.rst` of Linux; RFC 6298, section 5.
final class SynRetries {
    private SynRetries() {}

    /// The times of the first SYN and of this many repetitions: `0 s, 1 s, 3 s`.
    static String seconds(int repetitions) {
        return String.join(", ", times(linear(), repetitions));
    }

    private static List<String> times(long linear, int repetitions) {
        List<String> times = new ArrayList<>(List.of("0 s"));
        int at = 0;
        int step = 1;
        for (int i = 1; i <= repetitions; i++) {
            at += step;
            times.add(at + " s");
            step = i < linear ? 1 : step * 2;
        }
        return times;
    }

    /// Kernels before 6.5 have no such setting, and double from the start.
    private static long linear() {
        try {
            return KernelSettings.read()
                    .number("net.ipv4.tcp_syn_linear_timeouts")
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }
}
