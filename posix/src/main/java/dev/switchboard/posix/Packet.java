package dev.switchboard.posix;

/// One packet of a [ControlChannel]. The receiver of this value owns `fd` and closes it.
///
/// @param bytes 1 to [ControlChannel#PACKET_BYTES_MAX] bytes
/// @param fd the descriptor that came along, close-on-exec; -1 for none
// A packet is handed over, never compared or kept.
@SuppressWarnings("ArrayRecordComponent")
public record Packet(byte[] bytes, int fd) {}
