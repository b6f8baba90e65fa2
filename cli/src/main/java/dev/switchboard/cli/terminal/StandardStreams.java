package dev.switchboard.cli.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Standard input and output as they are: unbuffered bytes, and whether a terminal is behind them.
///
/// Asking the kernel's file table costs no native call and no terminal library, so that a piped run starts fast.
public final class StandardStreams {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private StandardStreams() {}

    /// Standard input; nothing is buffered.
    public static InputStream input() {
        return new FileInputStream(FileDescriptor.in);
    }

    /// Standard output; nothing is buffered.
    public static OutputStream output() {
        return new FileOutputStream(FileDescriptor.out);
    }

    /// Whether a terminal is behind standard input.
    public static boolean inputIsTerminal() {
        return isTerminal("0");
    }

    /// Whether a terminal is behind standard output.
    public static boolean outputIsTerminal() {
        return isTerminal("1");
    }

    /// Whether a terminal is behind standard error.
    public static boolean errorIsTerminal() {
        return isTerminal("2");
    }

    /// How many bytes has the regular file behind standard input; nothing when it is something else.
    public static OptionalLong inputFileBytes() {
        try {
            Path input = DESCRIPTORS.resolve("0");
            if (!Files.isRegularFile(input)) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(Files.size(input));
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // null when the console of the JDK is built without a terminal library
    private static boolean isTerminal(String descriptor) {
        try {
            String target =
                    Files.readSymbolicLink(DESCRIPTORS.resolve(descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException _) {
            // No such table here: the console answers for both streams together.
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }
}
