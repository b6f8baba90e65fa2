package dev.switchboard.lab.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SystemCallSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Orders of many calls in a row, without a pause for the lab between them. Each answers with a count.
final class LongOrders {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int DATAGRAM_BYTES_MAX = 65_507;

    private LongOrders() {}

    /// @throws IllegalArgumentException an order that does not exist
    static Orders.Done carryOut(String call, SystemCallSocket socket, List<String> words) throws PosixException {
        return Orders.Done.of(
                switch (call) {
                    case "sendeach" -> sendEach(socket, words);
                    case "echoall" -> echoAll(socket);
                    case "burst" -> burst(socket, words);
                    case "drain" -> drain(socket, Integer.parseInt(words.getFirst()));
                    case "recvlines" -> receiveLines(socket, text(words.getFirst()), text(words.get(1)));
                    default -> throw new IllegalArgumentException("no order " + call);
                });
    }

    /// One send for each piece.
    private static String sendEach(SystemCallSocket socket, List<String> pieces) throws PosixException {
        int sent = 0;
        for (String piece : pieces) {
            sent += socket.send(hex(piece));
        }
        return "%d bytes in %d calls".formatted(sent, pieces.size());
    }

    /// Sends back what comes and gives up at the first error, as the simplest server does. Says which call failed.
    private static String echoAll(SystemCallSocket socket) throws PosixException {
        long received = 0;
        while (true) {
            byte[] bytes = socket.receive(CHUNK_BYTES).bytes();
            if (bytes.length == 0) {
                return "0 (end) of recv after %d bytes".formatted(received);
            }
            received += bytes.length;
            try {
                for (int at = 0; at < bytes.length; ) {
                    at += socket.send(Arrays.copyOfRange(bytes, at, bytes.length));
                }
            } catch (PosixException e) {
                return "%s of send after %d bytes".formatted(PeerProgram.name(e), received);
            }
        }
    }

    /// Datagrams of one size, numbered from 0 in their first four bytes where these have room.
    private static String burst(SystemCallSocket socket, List<String> words) throws PosixException {
        int count = Integer.parseInt(words.get(2));
        ByteBuffer datagram = ByteBuffer.allocate(Integer.parseInt(words.get(1)));
        for (int i = 0; i < count; i++) {
            if (datagram.capacity() >= Integer.BYTES) {
                datagram.putInt(0, i);
            }
            socket.sendTo(datagram.array(), Orders.address(words.getFirst()));
        }
        return count + " sent";
    }

    /// Numbered datagrams, until none comes within the time.
    private static String drain(SystemCallSocket socket, int quietMillis) throws PosixException {
        int count = 0;
        int last = -1;
        boolean inOrder = true;
        while (socket.poll(quietMillis)) {
            byte[] bytes = socket.receive(DATAGRAM_BYTES_MAX).bytes();
            int number = bytes.length >= Integer.BYTES ? ByteBuffer.wrap(bytes).getInt() : count;
            inOrder &= number > last;
            last = number;
            count++;
        }
        return "%d %s, the last is number %d".formatted(count, inOrder ? "in order" : "not in order", last);
    }

    /// Counts the lines that end with a text, up to one that ends with the mark.
    private static String receiveLines(SystemCallSocket socket, String end, String mark) throws PosixException {
        long lines = 0;
        StringBuilder line = new StringBuilder();
        while (true) {
            byte[] bytes = socket.receive(CHUNK_BYTES).bytes();
            if (bytes.length == 0) {
                return "0 (end) after %d lines".formatted(lines);
            }
            for (byte each : bytes) {
                if (each != '\n') {
                    line.append((char) each);
                    continue;
                }
                if (line.toString().endsWith(mark)) {
                    return lines + " lines";
                }
                lines += line.toString().endsWith(end) ? 1 : 0;
                line.setLength(0);
            }
        }
    }

    private static String text(String digits) {
        return new String(hex(digits), US_ASCII);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
