package dev.switchboard.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.posix.CapturedPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static final byte TCP = 6;
    private static final byte UDP = 17;
    private static final int FIN_PSH_ACK = 0x19;

    private static Entry.@Nullable Segment read(ByteBuffer packet, int lengthBytes) {
        return Headers.segment(7, new CapturedPacket(0, true, lengthBytes, packet.flip()));
    }

    private static ByteBuffer ipv4(int optionBytes, int totalBytes, int fragment, byte protocol) {
        ByteBuffer out = ByteBuffer.allocate(200);
        out.put((byte) (0x45 + optionBytes / 4)).put((byte) 0).putShort((short) totalBytes);
        out.putShort((short) 1).putShort((short) fragment);
        out.put((byte) 64).put(protocol).putShort((short) 0);
        out.put(new byte[] {10, 0, 0, 1}).put(new byte[] {10, 0, 0, 2});
        return out.put(new byte[optionBytes]);
    }

    private static ByteBuffer tcp(ByteBuffer out, int optionBytes, int flags) {
        out.putShort((short) 50_000).putShort((short) 2012).putInt(1).putInt(2);
        out.put((byte) ((5 + optionBytes / 4) << 4)).put((byte) flags);
        return out.putShort((short) 1).putInt(0).put(new byte[optionBytes]);
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    @Test
    void optionsAreNoDataAndNeitherIsWhatWasNotKept() {
        assertThat(read(tcp(ipv4(8, 28 + 32 + 1000, 0, TCP), 12, FIN_PSH_ACK), 1060))
                .isEqualTo(new Entry.Segment(7, at("10.0.0.1", 50_000), at("10.0.0.2", 2012), "FIN PSH ACK", 1000));
    }

    @Test
    void aPacketWithoutALengthIsAsLongAsItWasOnTheInterface() {
        assertThat(read(tcp(ipv4(0, 0, 0, TCP), 0, 0x10), 70_040))
                .isNotNull()
                .extracting(Entry.Segment::length)
                .isEqualTo(70_000);
    }

    @Test
    void ipv6IsReadToo() {
        ByteBuffer out = ByteBuffer.allocate(200);
        out.putInt(0x60000000).putShort((short) 20).put(TCP).put((byte) 64);
        out.put(InetAddress.ofLiteral("::1").getAddress());
        out.put(InetAddress.ofLiteral("fd00::2").getAddress());
        assertThat(read(tcp(out, 0, 0x12), 60))
                .isEqualTo(new Entry.Segment(7, at("::1", 50_000), at("fd00::2", 2012), "SYN ACK", 0));
    }

    @Test
    void whatIsNoBeginningOfASegmentIsLeftOut() {
        assertThat(read(tcp(ipv4(0, 40, 100, TCP), 0, 0x10), 40)).isNull();
        assertThat(read(tcp(ipv4(0, 40, 0, UDP), 0, 0x10), 40)).isNull();
        assertThat(read(ipv4(0, 40, 0, TCP), 40)).isNull();
        assertThat(read(ByteBuffer.allocate(3), 3)).isNull();
    }
}
