package dev.switchboard.posix;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ControlChannelTest {
    private static final byte[] HELLO = "hello".getBytes(US_ASCII);

    @Test
    void packetsKeepTheirBoundsAndOrder() throws Exception {
        Random random = new Random(7);
        ControlChannel.Pair pair = ControlChannel.pair();
        try (ControlChannel near = pair.near();
                ControlChannel far = pair.far()) {
            for (int length : new int[] {1, 2, 1000, ControlChannel.PACKET_BYTES_MAX, 1}) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                near.send(bytes);
                far.send(bytes);
                Packet packet = requireNonNull(far.receive());
                assertThat(packet.bytes()).isEqualTo(bytes);
                assertThat(packet.fd()).isEqualTo(-1);
                assertThat(requireNonNull(near.receive()).bytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void packetsOfOtherSizesAreRefused() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        try (ControlChannel near = pair.near();
                ControlChannel far = pair.far()) {
            assertThatThrownBy(() -> near.send(new byte[0])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> near.send(new byte[ControlChannel.PACKET_BYTES_MAX + 1]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> near.send(HELLO, -1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> near.send(HELLO, 1_000_000)).hasMessage("sendmsg: Bad file descriptor");

            // A foreign program at the other end may send more.
            PacketCalls.send(near.fd(), new byte[ControlChannel.PACKET_BYTES_MAX + 1], near.fd());
            near.send(HELLO);
            long before = OpenDescriptors.socketsHere();
            assertThatThrownBy(far::receive).hasMessage("recvmsg: Message too long");
            assertThat(requireNonNull(far.receive()).bytes()).isEqualTo(HELLO);
            assertThat(OpenDescriptors.socketsHere()).isEqualTo(before);
        }
    }

    @Test
    void aPassedDescriptorIsTheSameConnectionAndCloseOnExec() throws Exception {
        ControlChannel.Pair control = ControlChannel.pair();
        ControlChannel.Pair cargo = ControlChannel.pair();
        try (ControlChannel near = control.near();
                ControlChannel far = control.far();
                ControlChannel end = cargo.near()) {
            near.send(HELLO, cargo.far().fd());
            cargo.far().close();
            Packet packet = requireNonNull(far.receive());
            assertThat(packet.bytes()).isEqualTo(HELLO);

            String flags = Files.readString(Path.of("/proc/self/fdinfo/" + packet.fd()));
            assertThat(flags).containsPattern("flags:\\s+02\\d{6}\\b");
            PacketCalls.send(packet.fd(), HELLO, -1);
            assertThat(requireNonNull(end.receive()).bytes()).isEqualTo(HELLO);
            Descriptors.close(packet.fd());
            assertThat(end.receive()).isNull();
        }
    }

    @Test
    void whatWasSentBeforeTheEndIsStillReceived() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        try (ControlChannel near = pair.near()) {
            near.send(HELLO);
            pair.far().send(HELLO);
            // With a packet unread the kernel reports a reset ahead of the data.
            pair.far().close();
            assertThat(requireNonNull(near.receive()).bytes()).isEqualTo(HELLO);
            assertThat(near.receive()).isNull();
            assertThat(near.receive()).isNull();
        }
    }

    @Test
    void sendingToNobodyIsABrokenPipeAndNoSignal() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        try (ControlChannel near = pair.near()) {
            near.send(HELLO);
            pair.far().close();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> near.send(HELLO))
                        .asInstanceOf(type(PosixException.class))
                        .returns(Errno.EPIPE, PosixException::errno);
            }
        }
        assertThatThrownBy(() -> pair.near().send(HELLO)).hasMessage("sendmsg: Broken pipe");
        assertThat(pair.near().receive()).isNull();
    }

    @Test
    void closeEndsABlockedReceiveAndABlockedSend() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        FutureTask<@Nullable Packet> receiving = new FutureTask<>(pair.near()::receive);
        Thread receiver = Thread.ofPlatform().start(receiving);
        Eventually.inside(receiver, "receive");
        FutureTask<Packet> sending = new FutureTask<>(() -> {
            while (true) {
                pair.near().send(new byte[ControlChannel.PACKET_BYTES_MAX]);
            }
        });
        Thread sender = Thread.ofPlatform().start(sending);
        Eventually.inside(sender, "send");

        pair.near().close();
        assertThat(receiving.get()).isNull();
        assertThatThrownBy(sending::get).hasRootCauseMessage("sendmsg: Broken pipe");
        pair.far().close();
    }

    @Test
    void closingAnUnusedEndLeavesItToAProcessThatSharesIt() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        int shared = 9_000;
        Descriptors.dup2(pair.far().fd(), shared);
        pair.far().close();
        try (ControlChannel near = pair.near();
                ControlChannel far = ControlChannel.inherited(shared)) {
            far.send(HELLO);
            assertThat(requireNonNull(near.receive()).bytes()).isEqualTo(HELLO);
        }
    }

    @Test
    void pairsLeaveNothingOpen() throws Exception {
        long before = OpenDescriptors.socketsHere();
        for (int i = 0; i < 200; i++) {
            ControlChannel.Pair pair = ControlChannel.pair();
            FutureTask<@Nullable Packet> receiving = new FutureTask<>(pair.far()::receive);
            Thread.ofPlatform().start(receiving);
            // Under way and never received: the kernel closes it.
            pair.near().send(HELLO, pair.near().fd());
            pair.near().send(HELLO, pair.near().fd());
            pair.near().close();
            pair.far().close();
            Packet packet = receiving.get();
            if (packet != null) {
                Descriptors.close(packet.fd());
            }
        }
        assertThat(OpenDescriptors.socketsHere()).isEqualTo(before);
    }
}
