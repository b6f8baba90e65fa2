package dev.switchboard.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Tag("root")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PacketCaptureTest {
    private static final int IPV4_HEADER_BYTES = 20;
    private static final int FLAGS = 13;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int CONVERSATIONS_MAX = 100;
    private static final long STAMP_ERROR_NANOS = 50_000;

    @Test
    void everySegmentOnLoopbackIsSeenOnceAtItsTime() throws Exception {
        try (PacketCapture capture = PacketCapture.open();
                ServerSocket listening = new ServerSocket(0)) {
            Conversation seen = converse(capture, listening);
            for (int i = 0; i < CONVERSATIONS_MAX && !seen.isStampedInTime(); i++) {
                seen = converse(capture, listening); // the kernel begins to stamp when one of its workers gets to it
            }
            assertThat(seen.packets()).allMatch(CapturedPacket::outgoing);
            assertThat(seen.packets().stream()
                            .map(packet -> packet.bytes().get(IPV4_HEADER_BYTES + FLAGS) & (SYN | ACK)))
                    .startsWith(SYN, SYN | ACK, ACK);
            assertThat(seen.isStampedInTime()).as("%s", seen).isTrue();
            assertThat(seen.packets().getFirst().lengthBytes())
                    .isEqualTo(seen.packets().getFirst().bytes().limit())
                    .isLessThan(PacketCapture.BYTES_MAX);
            assertThat(capture.lost()).isZero();
        }
    }

    /// The segments of one connection, whose first was sent between these times.
    private record Conversation(List<CapturedPacket> packets, long before, long connected) {
        boolean isStampedInTime() {
            long nanos = packets.getFirst().nanos();
            return nanos >= before - STAMP_ERROR_NANOS && nanos <= connected + STAMP_ERROR_NANOS;
        }
    }

    private static Conversation converse(PacketCapture capture, ServerSocket listening) throws Exception {
        long before = System.nanoTime();
        Socket client = At.connect("127.0.0.1", listening.getLocalPort());
        long connected = System.nanoTime();
        Socket server = listening.accept();
        int ofClient = client.getLocalPort();
        client.close();
        server.close();
        List<CapturedPacket> seen = new ArrayList<>();
        while (seen.stream().filter(packet -> has(packet, FIN)).count() < 2) {
            CapturedPacket packet = Objects.requireNonNull(capture.receive());
            if (port(packet, 0) == ofClient || port(packet, 2) == ofClient) {
                seen.add(packet);
            }
        }
        return new Conversation(seen, before, connected);
    }

    @Test
    void closeEndsTheWaitAndLeavesNothingOpen() throws Exception {
        long before = OpenDescriptors.socketsHere();
        for (int i = 0; i < 20; i++) {
            PacketCapture capture = PacketCapture.open();
            FutureTask<Boolean> waiting = new FutureTask<>(() -> {
                while (capture.receive() != null) {}
                return true;
            });
            Thread.ofPlatform().start(waiting);
            capture.close();
            capture.close();
            assertThat(waiting.get()).isTrue();
            assertThat(capture.receive()).isNull();
        }
        assertThat(OpenDescriptors.socketsHere()).isEqualTo(before);
    }

    @Test
    void workInsideAnotherNamespaceLeavesTheCallerWhereItIs() throws Exception {
        NetworkNamespace own =
                NetworkNamespace.ofProcess(ProcessHandle.current().pid());
        try (ServerSocket listening = new ServerSocket(0);
                SockDiag inside = own.call(SockDiag::open)) {
            assertThat(inside.listTcp(listening.getLocalPort())).hasSize(1);
        }
        assertThatThrownBy(() -> NetworkNamespace.named("no-such-namespace").enter())
                .hasMessage("open /run/netns/no-such-namespace: No such file or directory")
                .asInstanceOf(type(PosixException.class))
                .returns(Errno.ENOENT, PosixException::errno);
        assertThatThrownBy(() -> own.call(() -> {
                    throw new IllegalArgumentException("of the work");
                }))
                .hasRootCauseMessage("of the work");
    }

    private static boolean has(CapturedPacket packet, int flag) {
        return (packet.bytes().get(IPV4_HEADER_BYTES + FLAGS) & flag) != 0;
    }

    private static int port(CapturedPacket packet, int offset) {
        return Short.toUnsignedInt(packet.bytes().getShort(IPV4_HEADER_BYTES + offset));
    }
}
