package dev.switchboard.lab.peer;

import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SystemCallSocket;
import dev.switchboard.posix.ThisThread;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Carries out the orders of a scripted end on its sockets. Any thread; an order holds its thread as long as its call
/// waits.
final class Orders {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Map<String, SystemCallSocket> sockets = new ConcurrentHashMap<>();
    private final Children children = new Children();

    /// What came of an order.
    ///
    /// @param hex the bytes that came, as hexadecimal digits; may be empty
    record Done(String result, String hex) {
        static Done of(Object result) {
            return new Done(result.toString(), "");
        }

        static Done received(SystemCallSocket.Received received) {
            int count = received.bytes().length;
            return new Done(
                    count == 0 ? "0 (end)" : Integer.toString(count),
                    HexFormat.of().formatHex(received.bytes()));
        }
    }

    /// @throws PosixException what the kernel said
    /// @throws IllegalArgumentException an order that does not exist: both ends are of one build
    Done carryOut(String call, String name, List<String> words) throws PosixException {
        return switch (call) {
            case "socket" -> opened(name, socket(words));
            case "accept" -> accepted(name, words);
            case "spawn" -> children.spawn(socket(name).descriptor(), words);
            case "kill" -> children.kill(number(words.getFirst()));
            case "waitpid" -> children.collect(number(words.getFirst()));
            default -> onSocket(call, socket(name), words);
        };
    }

    private SystemCallSocket socket(List<String> words) throws PosixException {
        boolean ipv6 = words.contains("inet6");
        return words.contains("udp") ? SystemCallSocket.udp(ipv6) : SystemCallSocket.tcp(ipv6);
    }

    private SystemCallSocket socket(String name) {
        SystemCallSocket socket = sockets.get(name);
        if (socket == null) {
            throw new IllegalArgumentException("no socket " + name);
        }
        return socket;
    }

    private Done opened(String name, SystemCallSocket socket) {
        sockets.put(name, socket);
        return Done.of("ok");
    }

    /// @param words the listening socket, and how nice the thread is to be
    private Done accepted(String name, List<String> words) throws PosixException {
        if (words.size() > 1) {
            ThisThread.nice(number(words.get(1)));
        }
        return opened(name, socket(words.getFirst()).accept());
    }

    private static Done onSocket(String call, SystemCallSocket socket, List<String> words) throws PosixException {
        switch (call) {
            case "bind" -> socket.bind(address(words.getFirst()));
            case "listen" -> socket.listen(number(words.getFirst()));
            case "connect" -> socket.connect(address(words.getFirst()));
            case "shutdown" -> socket.shutdown(SystemCallSocket.Direction.valueOf(words.getFirst()));
            case "close" -> socket.close();
            case "setsockopt" -> SocketOption.valueOf(words.getFirst()).set(socket, number(words.get(1)));
            default -> {
                return withResult(call, socket, words);
            }
        }
        return Done.of("ok");
    }

    private static Done withResult(String call, SystemCallSocket socket, List<String> words) throws PosixException {
        return switch (call) {
            case "getsockname" -> Done.of(text(socket.localAddress()));
            case "send" -> Done.of(socket.send(HexFormat.of().parseHex(words.isEmpty() ? "" : words.getFirst())));
            case "sendto" ->
                Done.of(socket.sendTo(
                        HexFormat.of().parseHex(words.size() < 2 ? "" : words.get(1)), address(words.getFirst())));
            case "recv" -> Done.received(socket.receive(number(words.getFirst())));
            case "recvfrom" -> datagram(socket.receive(number(words.getFirst())));
            case "poll" -> Done.of(socket.poll(number(words.getFirst())) ? "ready" : "timeout");
            case "ask" -> {
                socket.send(HexFormat.of().parseHex(words.getFirst()));
                yield Done.received(socket.receive(CHUNK_BYTES));
            }
            case "sendall" -> sendAll(socket, HexFormat.of().parseHex(words.getFirst()), number(words.get(1)));
            case "recvall" -> receiveAll(socket);
            default -> LongOrders.carryOut(call, socket, words);
        };
    }

    private static Done datagram(SystemCallSocket.Received received) {
        return new Done(
                received.bytes().length + " from " + text(received.from()),
                HexFormat.of().formatHex(received.bytes()));
    }

    /// Sends the bytes so many times over, in large chunks, to the end or the first error.
    private static Done sendAll(SystemCallSocket socket, byte[] bytes, int times) throws PosixException {
        int together = Math.max(1, CHUNK_BYTES / bytes.length);
        long sent = 0;
        int calls = 0;
        try {
            for (int left = times; left > 0; left -= together) {
                byte[] chunk = repeated(bytes, Math.min(left, together));
                for (int at = 0; at < chunk.length; calls++) {
                    int taken = socket.send(Arrays.copyOfRange(chunk, at, chunk.length));
                    at += taken;
                    sent += taken;
                }
            }
        } catch (PosixException e) {
            return Done.of("%s after %d bytes in %d calls".formatted(PeerProgram.name(e), sent, calls));
        }
        return Done.of("%d bytes in %d calls".formatted(sent, calls));
    }

    private static byte[] repeated(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }

    /// Receives to the peer's end or the first error, and forgets what came.
    private static Done receiveAll(SystemCallSocket socket) throws PosixException {
        long received = 0;
        int calls = 0;
        try {
            while (true) {
                int count = socket.receive(CHUNK_BYTES).bytes().length;
                calls++;
                if (count == 0) {
                    return Done.of("%d bytes in %d calls".formatted(received, calls));
                }
                received += count;
            }
        } catch (PosixException e) {
            return Done.of("%s after %d bytes in %d calls".formatted(PeerProgram.name(e), received, calls));
        }
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    /// `127.0.0.1/2012`: a numeric host, so nothing is looked up.
    static InetSocketAddress address(String word) {
        int slash = word.lastIndexOf('/');
        try {
            InetAddress host = InetAddress.getByName(word.substring(0, slash));
            return new InetSocketAddress(host, Integer.parseInt(word.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a numeric address: " + word, e);
        }
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + "/" + address.getPort();
    }
}
