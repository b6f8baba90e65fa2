package dev.switchboard.cli.connect;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/// A server in a process of its own, to be killed: it accepts one connection and holds it.
final class HoldingServer {
    private HoldingServer() {}

    /// Prints the port, then waits for what never comes.
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(listener.getLocalPort());
            try (Socket peer = listener.accept()) {
                int _ = peer.getInputStream().read();
            }
        }
    }

    static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        new File("target/test-classes").getPath(),
                        HoldingServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
