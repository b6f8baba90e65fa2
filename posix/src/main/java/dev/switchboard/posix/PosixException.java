package dev.switchboard.posix;

import java.io.IOException;

/// A system call failed. The message reads like `bind 127.0.0.1:2012: Address already in use`.
public final class PosixException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int errno;

    PosixException(String call, int errno) {
        super(call + ": " + Errno.strerror(errno));
        this.call = call;
        this.errno = errno;
    }

    PosixException(String call, String subject, int errno) {
        super(call + " " + subject + ": " + Errno.strerror(errno));
        this.call = call;
        this.errno = errno;
    }

    /// Loads what an exception needs to speak. A process whose last descriptor is taken can no longer open class
    /// files, so whoever may have to report `EMFILE` calls this beforehand.
    static void prepare() {
        Errno.strerror(Errno.EMFILE);
    }

    /// The name of the failed call: `bind`.
    public String call() {
        return call;
    }

    /// Why it failed: one of the numbers in [Errno], or another that the kernel chose.
    public int errno() {
        return errno;
    }
}
