package dev.switchboard.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.server.ServerConfig;
import dev.switchboard.server.Switchboard;
import java.io.IOException;
import java.net.Socket;

/// A program with a server in it: starts one on any free port, says hello to it and prints the reply.
final class EmbeddedEcho {
    private EmbeddedEcho() {}

    public static void main(String[] args) throws IOException {
        try (var server = Switchboard.start(ServerConfig.of("echo:0"));
                var client = new Socket()) {
            client.connect(server.addresses().getFirst());
            client.getOutputStream().write("hello\n".getBytes(UTF_8));
            client.shutdownOutput();
            System.out.write(client.getInputStream().readAllBytes());
        }
    }
}
