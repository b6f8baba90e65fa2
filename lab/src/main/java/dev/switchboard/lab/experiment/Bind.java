package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.kernel.Cable;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.server.Server;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the host that a server binds to means for who can reach it. The cable's far end is the server's machine, its
/// near end another one.
///
/// Source: `ip(7)`, `ipv6(7)`.
public final class Bind implements Experiment {
    private static final Expected REACHED = Expected.is("reached");
    private static final Expected REFUSED = Expected.is("ECONNREFUSED");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK_IPV6 = InetAddress.ofLiteral("::1");

    /// One way to say where to listen, and what follows.
    ///
    /// @param host as in `--listen`; empty for none
    /// @param listening the address that the server says
    /// @param elsewhere from another machine, by the server's address
    /// @param byAddress on its own machine, by the same address
    /// @param byLoopback on its own machine, by 127.0.0.1
    /// @param byIpv6 on its own machine, by ::1
    private record Way(
            String host,
            String listening,
            Expected elsewhere,
            Expected byAddress,
            Expected byLoopback,
            Expected byIpv6) {}

    /// Another machine than that of the cable's far end.
    private record Outside(Cable cable, Peer client) {}

    @Override
    public String name() {
        return "bind";
    }

    @Override
    public String question() {
        return "Who can reach a server that is bound to localhost, to a name, to an address, to nothing, to every one?";
    }

    @Override
    public boolean dependsOnModel() {
        return false;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer scripted = stage.scriptedServer("scripted");
        stage.scene("who reaches a server, by the host it was given");
        Optional<Cable> cable = stage.cable();
        Outside outside = cable.isPresent() ? withCable(stage, cable.get()) : null;
        if (outside == null) {
            String why = stage.cableProblem();
            for (Way way : ways("10.77.0.2")) {
                String said = said(way);
                stage.notRun(said + ": the server says", Expected.is(way.listening), why);
                stage.notRun(said + ": from another machine", way.elsewhere, why);
                stage.notRun(said + ": from its own, by its address", way.byAddress, why);
                stage.notRun(said + ": from its own, by 127.0.0.1", way.byLoopback, why);
                stage.notRun(said + ": from its own, by ::1", way.byIpv6, why);
            }
        }
        stage.scene("a host name means what it resolves to");
        ownName(stage, outside);
        OnePort.run(stage, scripted);
    }

    private static List<Way> ways(String address) {
        return List.of(
                new Way("127.0.0.1", "127.0.0.1", REFUSED, REFUSED, REACHED, REFUSED),
                new Way("localhost", "127.0.0.1", REFUSED, REFUSED, REACHED, REFUSED),
                new Way("", "127.0.0.1", REFUSED, REFUSED, REACHED, REFUSED),
                new Way(address, address, REACHED, REACHED, REFUSED, REFUSED),
                new Way("*", "0.0.0.0", REACHED, REACHED, REACHED, REFUSED),
                new Way("0.0.0.0", "0.0.0.0", REACHED, REACHED, REACHED, REFUSED),
                new Way("[::]", "::", REACHED, REACHED, REACHED, REACHED));
    }

    private static String said(Way way) {
        return way.host.isEmpty() ? "no host" : way.host;
    }

    /// @return from where the servers at the far end can be reached
    private static Outside withCable(Stage stage, Cable cable) throws InterruptedException {
        InetAddress address = cable.far().address();
        List<Way> ways = ways(address.getHostAddress());
        Peer elsewhere = stage.clientAt(cable.near().prefix(), "elsewhere");
        Peer here = stage.clientAt(cable.far().prefix(), "here");
        String[] specs = ways.stream().map(way -> "echo:" + way.host + ":0").toArray(String[]::new);
        Server server = stage.serveAt(cable.far().prefix(), specs);
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            String said = said(way);
            InetSocketAddress listening = server.address(i);
            int port = listening.getPort();
            stage.finding(said + ": the server says", Expected.is(way.listening), text(listening.getAddress()));
            stage.finding(said + ": from another machine", way.elsewhere, reach(elsewhere, address, port));
            stage.finding(said + ": from its own, by its address", way.byAddress, reach(here, address, port));
            stage.finding(said + ": from its own, by 127.0.0.1", way.byLoopback, reach(here, LOOPBACK, port));
            stage.finding(said + ": from its own, by ::1", way.byIpv6, reach(here, LOOPBACK_IPV6, port));
        }
        return new Outside(cable, elsewhere);
    }

    /// `reached`, or why not.
    private static String reach(Peer from, InetAddress address, int port) throws InterruptedException {
        return OnePort.reach(from, new InetSocketAddress(address, port));
    }

    private static String text(InetAddress address) {
        return address.isAnyLocalAddress() && address.getAddress().length > 4 ? "::" : address.getHostAddress();
    }

    /// What an empty host means differs: for `bind(2)` every address, for `--listen` only this machine.
    private static void ownName(Stage stage, @Nullable Outside outside) throws InterruptedException {
        String what = "bound to the machine's own name, the server says";
        InetAddress resolved = ownAddress();
        if (resolved == null) {
            stage.notRun(what, Expected.is("the address that the name resolves to"), "the name means no address here");
            return;
        }
        Server server = stage.serve("echo:%s:0".formatted(resolved.getHostName()));
        stage.finding(what, Expected.is(text(resolved)), text(server.address().getAddress()));
        fromOutside(stage, server.address().getAddress(), outside);
    }

    /// Only a loopback address is every machine's, so only that can be tried at the far end of the cable.
    private static void fromOutside(Stage stage, InetAddress said, @Nullable Outside outside)
            throws InterruptedException {
        String what = "which is reached from outside";
        Expected expected = said.isLoopbackAddress() ? REFUSED : REACHED;
        if (outside == null) {
            stage.notRun(what, expected, stage.cableProblem());
        } else if (!said.isLoopbackAddress()) {
            stage.notRun(what, expected, "the cable does not lead to " + text(said));
        } else {
            Server server = stage.serveAt(outside.cable.far().prefix(), "echo:%s:0".formatted(bracketed(said)));
            int port = server.address().getPort();
            stage.finding(
                    what, expected, reach(outside.client, outside.cable.far().address(), port));
        }
    }

    private static String bracketed(InetAddress address) {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// Null when the name does not resolve, or to an address of another machine.
    private static @Nullable InetAddress ownAddress() {
        try {
            InetAddress address = InetAddress.getLocalHost();
            return NetworkInterface.getByInetAddress(address) == null && !address.isLoopbackAddress() ? null : address;
        } catch (UnknownHostException | SocketException e) {
            return null;
        }
    }
}
