package dev.switchboard.posix;

/// How a process ended.
public sealed interface ExitStatus {
    /// It left by itself.
    ///
    /// @param code 0 to 255
    record Exited(int code) implements ExitStatus {}

    /// A signal killed it.
    ///
    /// @param signal 1 to 64
    record Signalled(int signal) implements ExitStatus {}

    /// Reads the kernel's word. Source: `waitpid(2)`, `WIFEXITED` and following.
    static ExitStatus of(int waitStatus) {
        int signal = waitStatus & 0x7f;
        return signal == 0 ? new Exited((waitStatus >> 8) & 0xff) : new Signalled(signal);
    }
}
