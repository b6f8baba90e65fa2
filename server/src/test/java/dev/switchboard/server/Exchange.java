package dev.switchboard.server;

import dev.switchboard.serving.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Real sockets for tests of a whole server.
final class Exchange {
    /// Only so that a test that fails does not hang.
    static final int GIVE_UP_MILLIS = 20_000;

    private Exchange() {}

    /// Sends a text to a TCP listener, half-closes, and returns all that comes back.
    static String tcp(InetSocketAddress server, String text) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(GIVE_UP_MILLIS);
            socket.connect(server, GIVE_UP_MILLIS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The option for a serving model, without child processes that would wait for nobody.
    static String lean(Model model) {
        return "model=" + model.word() + (model == Model.PROCESS ? ",warm=0" : "");
    }

    /// A TCP port that nobody has at the moment.
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Whether a TCP port of the loopback address can be bound.
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
