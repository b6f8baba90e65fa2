package dev.switchboard.lab.experiment;

import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SockDiag;
import dev.switchboard.posix.TcpInfo;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client that has written lines until nothing moved any more, has read nothing, and has closed.
///
/// @param inLines bytes of lines that its sends were told were taken
/// @param taken these, and those with which it found out that nothing moved
/// @param queued bytes that the client's kernel still held when it closed
/// @param unread bytes of replies that it held, too
/// @param closedNanos when the close began
/// @param closed what the close answered
record Unread(Conversation talk, long inLines, long taken, long queued, long unread, long closedNanos, Answer closed) {
    static final int LINE_BYTES = 60;
    static final String LINE = "x".repeat(LINE_BYTES - 1) + "\n";

    /// More than the buffers of both kernels hold.
    private static final int LINES_MAX = 2_000_000;
    /// As over Ethernet. Over the loopback interface a segment has 64 KiB, and buffers grow to megabytes at once.
    private static final int SEGMENT_BYTES = 1448;
    private static final int NOTHING_MOVES_MILLIS = 400;
    private static final int TRIES_MAX = 50;
    private static final Pattern BYTES = Pattern.compile("(\\d+) bytes");

    /// Writes to this server, and closes when nothing has moved for a while.
    static Unread writeAndClose(Stage stage, Peer client, InetSocketAddress server) throws InterruptedException {
        PeerSocket socket = client.tcp();
        socket.option(SocketOption.TCP_MAXSEG, SEGMENT_BYTES).get();
        socket.option(SocketOption.SO_SNDTIMEO, NOTHING_MOVES_MILLIS).get();
        socket.connect(server).get();
        Conversation talk = new Conversation(socket, socket.localAddress(), server);
        long inLines = bytes(socket.sendAll(LINE, LINES_MAX).get().result());
        long taken = inLines + fillUntilNothingMoves(talk);
        TcpInfo queue = queue(talk);
        stage.await(seen -> seen.last(talk.client(), talk.server())
                .filter(end -> end.sendQueue() == queue.sendQueueBytes())
                .filter(end -> end.receiveQueue() == queue.receiveQueueBytes())
                .isPresent());
        Entry.Kernel end = stage.seen().last(talk.client(), talk.server()).orElseThrow();
        Answer closed = socket.close().get();
        return new Unread(talk, inLines, taken, end.sendQueue(), end.receiveQueue(), closed.beganNanos(), closed);
    }

    /// Sends single bytes that are no line, until there was no room for one so long, and both queues stayed the same.
    private static long fillUntilNothingMoves(Conversation talk) throws InterruptedException {
        long taken = 0;
        for (int i = 0; i < TRIES_MAX; i++) {
            TcpInfo before = queue(talk);
            Answer sent = talk.socket().send("x").get();
            TcpInfo after = queue(talk);
            taken += sent.hasFailed() ? 0 : 1;
            if (sent.hasFailed()
                    && before.sendQueueBytes() == after.sendQueueBytes()
                    && before.receiveQueueBytes() == after.receiveQueueBytes()) {
                break;
            }
        }
        return taken;
    }

    /// As the kernel has it now; the record follows within milliseconds.
    private static TcpInfo queue(Conversation talk) {
        try (SockDiag diag = SockDiag.open()) {
            TcpInfo info = diag.query(talk.client(), talk.server());
            if (info == null) {
                throw new LabException("the connection is gone");
            }
            return info;
        } catch (PosixException e) {
            throw new LabException("the kernel does not tell of queues: " + e.getMessage(), e);
        }
    }

    /// The first number of bytes that an answer names.
    static long bytes(String answer) {
        Matcher bytes = BYTES.matcher(answer);
        return bytes.find() ? Long.parseLong(bytes.group(1)) : 0;
    }

    /// Bytes that had left the client's kernel.
    long arrived() {
        return taken - queued;
    }

    /// Lines of which every byte had left.
    long linesArrived() {
        return Math.min(arrived(), inLines) / LINE_BYTES;
    }

    /// What the client's kernel sent when it closed: `RST`, `FIN`, or `nothing`.
    String goodbye(Recorded seen) {
        return seen.since(closedNanos).segments(talk.client(), talk.server()).stream()
                .map(Entry.Segment::flags)
                .filter(flags -> flags.contains("RST") || flags.contains("FIN"))
                .map(flags -> flags.contains("RST") ? "RST" : "FIN")
                .findFirst()
                .orElse("nothing");
    }
}
