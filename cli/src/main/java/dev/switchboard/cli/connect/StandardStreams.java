package dev.switchboard.cli.connect;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Standard input and output as they are: unbuffered bytes, and whether a terminal is behind them.
///
/// Asking the kernel's file table costs no native call and no terminal library, so that a piped run starts fast.
final class StandardStreams {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private StandardStreams() {}

    static InputStream input() {
        return new FileInputStream(FileDescriptor.in);
    }

    static OutputStream output() {
        return new FileOutputStream(FileDescriptor.out);
    }

    static boolean inputIsTerminal() {
        return isTerminal("0");
    }

    static boolean outputIsTerminal() {
        return isTerminal("1");
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
