package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SockDiag;
import dev.switchboard.posix.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bursts of datagrams at a receiver that is slow, and at one that is not.
final class Datagrams {
    private static final int COUNT = 1000;
    private static final int FEW = 100;
    private static final int BYTES = 100;
    private static final int SMALL_BUFFER = 8192;
    private static final int QUIET_MILLIS = 200;
    private static final Path COUNTERS = Path.of("/proc/net/snmp");
    private static final Pattern DRAINED =
            Pattern.compile("(\\d+) (in order|not in order), the last is number (-?\\d+)");

    private Datagrams() {}

    /// @param received how many came
    private record Drained(int received, String order, int last) {
        static Drained of(String result) {
            Matcher drained = DRAINED.matcher(result);
            if (!drained.matches()) {
                throw new LabException("cannot receive: " + result);
            }
            return new Drained(
                    Integer.parseInt(drained.group(1)), drained.group(2), Integer.parseInt(drained.group(3)));
        }
    }

    /// Everything is sent while the receiver does not read.
    static void slowReceiver(Stage stage, Peer sender, Peer receiver) throws InterruptedException {
        PeerSocket slow = receiver.udp();
        slow.option(SocketOption.SO_RCVBUF, SMALL_BUFFER).get();
        slow.bind(Listening.ANY_PORT).get();
        InetSocketAddress address = slow.localAddress();
        long errorsBefore = receiveBufferErrors();
        stage.finding(
                "%d datagrams sent to a receiver that does not read".formatted(COUNT),
                Expected.is(COUNT + " sent"),
                sender.udp().burst(address, BYTES, COUNT).get().result());
        Drained drained = Drained.of(slow.drain(QUIET_MILLIS).get().result());
        long drops = drops(address);
        long errors = receiveBufferErrors() - errorsBefore;
        stage.recorder().act("the kernel has thrown away %d datagrams for port %d".formatted(drops, address.getPort()));
        stage.recorder().act("RcvbufErrors of the machine rose by " + errors);
        stage.finding(
                "what the kernel has thrown away", Expected.between(1, COUNT - 1, "datagrams"), drops + " datagrams");
        stage.finding("what has come and what was thrown away", Expected.is("" + COUNT), drained.received() + drops);
        stage.finding("what has come is", Expected.is("the first ones"), whichCame(drained));
        stage.finding("RcvbufErrors of the machine rose by", Expected.atLeast(drops, ""), errors);
        slow.close().get();
    }

    private static String whichCame(Drained drained) {
        return drained.order().equals("in order") && drained.last() == drained.received() - 1
                ? "the first ones"
                : "%d, %s, up to number %d".formatted(drained.received(), drained.order(), drained.last());
    }

    /// So few that the usual buffer holds them.
    static void order(Stage stage, Peer sender, Peer receiver) throws InterruptedException {
        PeerSocket socket = receiver.udp();
        socket.bind(Listening.ANY_PORT).get();
        InetSocketAddress address = socket.localAddress();
        sender.udp().burst(address, BYTES, FEW).get();
        Drained drained = Drained.of(socket.drain(QUIET_MILLIS).get().result());
        stage.finding(
                "of %d datagrams to an empty buffer come".formatted(FEW), Expected.is("" + FEW), drained.received());
        stage.finding("they come", Expected.is("in order"), drained.order());
        socket.close().get();
    }

    private static long drops(InetSocketAddress address) {
        try (SockDiag diag = SockDiag.open()) {
            return diag.listUdp(address.getPort()).stream()
                    .filter(socket -> socket.local().equals(address))
                    .mapToLong(UdpSocket::drops)
                    .sum();
        } catch (PosixException e) {
            throw new LabException("the kernel does not tell of drops: " + e.getMessage(), e);
        }
    }

    /// Since the machine started, of all UDP sockets of IPv4.
    private static long receiveBufferErrors() {
        try {
            List<String[]> udp = Files.readAllLines(COUNTERS).stream()
                    .filter(line -> line.startsWith("Udp:"))
                    .map(line -> line.split(" ", -1))
                    .toList();
            int column = Arrays.asList(udp.getFirst()).indexOf("RcvbufErrors");
            return Long.parseLong(udp.getLast()[column]);
        } catch (IOException e) {
            throw new LabException("cannot read " + COUNTERS, e);
        }
    }
}
