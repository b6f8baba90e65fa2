package dev.switchboard.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The error numbers that callers decide on, and the words for all of them.
///
/// Source: Linux `asm-generic/errno-base.h` and `errno.h`, which x86_64 and aarch64 share.
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EBADF = 9;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EPIPE = 32;
    public static final int ENONET = 64;
    public static final int EPROTO = 71;
    public static final int EMSGSIZE = 90;
    public static final int ENOPROTOOPT = 92;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETDOWN = 100;
    public static final int ENETUNREACH = 101;
    public static final int ECONNABORTED = 103;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int ETIMEDOUT = 110;
    public static final int EHOSTDOWN = 112;
    public static final int EHOSTUNREACH = 113;

    private Errno() {}

    /// The C library's words for an error number, in English whatever the locale: `Address already in use`.
    /// An unknown number gives `Unknown error N`. Never fails; any thread.
    ///
    /// Source: `strerrordesc_np(3)`.
    public static String strerror(int errno) {
        return text(errno, Words.of(Words.STRERRORDESC, errno));
    }

    /// The same in the language of this process, which is how the JDK's own messages have it.
    ///
    /// Source: `strerror(3)`, thread-safe since glibc 2.32.
    public static String strerrorInLocale(int errno) {
        return text(errno, Words.of(Words.STRERROR, errno));
    }

    /// The number's name in C, as manuals have it: `ECONNRESET`. An unknown number gives `E` and the number.
    /// Never fails; any thread.
    ///
    /// Source: `strerrorname_np(3)`.
    public static String name(int errno) {
        MemorySegment name = Words.of(Words.STRERRORNAME, errno);
        return name.equals(MemorySegment.NULL)
                ? "E" + errno
                : name.reinterpret(Words.BYTES_MAX).getString(0);
    }

    private static String text(int errno, MemorySegment text) {
        return text.equals(MemorySegment.NULL)
                ? "Unknown error " + errno
                : text.reinterpret(Words.BYTES_MAX).getString(0);
    }

    /// Bound at the first use of the words, so that the constants alone load nothing native.
    private static final class Words {
        private static final long BYTES_MAX = 256;
        private static final MethodHandle STRERRORDESC =
                CLibrary.plain("strerrordesc_np", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

        private static final MethodHandle STRERROR =
                CLibrary.plain("strerror", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

        private static final MethodHandle STRERRORNAME =
                CLibrary.plain("strerrorname_np", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

        static MemorySegment of(MethodHandle function, int errno) {
            try {
                return (MemorySegment) function.invokeExact(errno);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }
}
