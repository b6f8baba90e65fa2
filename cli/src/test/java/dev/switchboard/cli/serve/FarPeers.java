package dev.switchboard.cli.serve;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Namespaces;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Peers at the far end of a cable, one for each serving model, in one Python process.
final class FarPeers implements AutoCloseable {
    /// Connects to each port, exchanges something, and from then on does as it is told.
    private static final String SCRIPT = """
            import socket, sys
            peers = []
            for port in sys.argv[2:]:
                peer = socket.socket()
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
                peer.connect((sys.argv[1], int(port)))
                peer.sendall(b'hello')
                assert peer.recv(5)
                peers.append(peer)
            print('talked', flush=True)
            for order in sys.stdin:
                for peer in peers:
                    got = 0
                    while got < int(order):
                        data = peer.recv(65536)
                        assert data, 'the server closed'
                        got += len(data)
                print('read', flush=True)
            """;

    private final RunningProcess python;

    private FarPeers(RunningProcess python) {
        this.python = python;
    }

    /// Peers that have connected and exchanged something.
    static FarPeers connect(Namespaces namespaces, SwitchboardProcess server) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", SCRIPT, Namespaces.NEAR_ADDRESS));
        for (Model model : Model.values()) {
            command.add(Integer.toString(EveryModel.port(server, model)));
        }
        FarPeers peers = new FarPeers(namespaces.startFar(command.toArray(String[]::new)));
        try {
            peers.await("talked");
            return peers;
        } catch (Throwable failed) {
            peers.close();
            throw failed;
        }
    }

    /// Has every peer read so much more, and waits until all have.
    void read(int bytes) throws IOException {
        python.type(bytes + "\n");
        await("read");
    }

    private void await(String word) {
        Until.holds(word, () -> {
            if (!python.isAlive()) {
                throw new AssertionError("the peers ended: " + python);
            }
            return python.outLines().contains(word);
        });
    }

    @Override
    public void close() {
        python.close();
    }
}
