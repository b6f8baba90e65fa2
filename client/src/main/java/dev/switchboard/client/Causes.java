package dev.switchboard.client;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// The system's own words for what went wrong on a socket, as `perror` would say them.
final class Causes {
    private static final String UNKNOWN_NAME = "Name or service not known";

    private Causes() {}

    static String of(IOException failure) {
        String message = failure.getMessage();
        return switch (failure) {
            case SocketTimeoutException _ -> "Connection timed out";
            case PortUnreachableException _ -> "Connection refused";
            // The message is `HOST: CAUSE`, or only the host.
            case UnknownHostException _ ->
                message == null || !message.contains(": ")
                        ? UNKNOWN_NAME
                        : message.substring(message.lastIndexOf(": ") + 2);
            default -> message == null ? failure.getClass().getSimpleName() : message;
        };
    }

    static boolean isReset(IOException failure) {
        return says(failure, "reset");
    }

    /// The peer had closed before this send, or this side ended its output: the receiving side knows more.
    static boolean isBrokenPipe(IOException failure) {
        return says(failure, "Broken pipe") || says(failure, "shutdown") || says(failure, "closed");
    }

    private static boolean says(IOException failure, String words) {
        String message = failure.getMessage();
        return message != null && message.contains(words);
    }
}
