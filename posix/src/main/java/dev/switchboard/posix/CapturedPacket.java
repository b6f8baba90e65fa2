package dev.switchboard.posix;

import java.nio.ByteBuffer;

/// An IP packet that passed a network interface.
///
/// @param nanos when the kernel saw it, on the clock of [System#nanoTime()]; right to some microseconds. Of
///     the first packets after the opening it may be when they were received: the kernel begins to stamp a
///     moment later, longer where the machine is busy
/// @param outgoing whether this namespace sent it
/// @param lengthBytes the packet's whole length; on the way out the kernel may not have cut it into
///     segments yet
/// @param bytes its beginning, from the IP header on; read-only, in the order of the network
public record CapturedPacket(long nanos, boolean outgoing, int lengthBytes, ByteBuffer bytes) {}
