package dev.switchboard.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// Accepts and receives with descriptors to spare, then with none, and reports what happened each time.
final class ExhaustedDescriptorsChild {
    private ExhaustedDescriptorsChild() {}

    public static void main(String[] arguments) throws Exception {
        try (ControlChannel control = ControlChannel.inherited(ChildProcess.CONTROL_FD);
                ListeningSocket listening = ListeningSocket.open(At.address("127.0.0.1", 0), 5)) {
            List<Integer> filling = new ArrayList<>();
            say(control, listening.localAddress().getPort());
            say(control, accept(listening));
            say(control, receive(control));
            fill(filling);
            say(control, accept(listening));
            say(control, receive(control));
            for (int fd : filling) {
                Descriptors.close(fd);
            }
            say(control, accept(listening));
            say(control, receive(control));
        }
    }

    private static void fill(List<Integer> filling) {
        try {
            while (true) {
                filling.add(SocketCalls.socket(SocketAddresses.AF_INET, SocketCalls.SOCK_STREAM, 0));
            }
        } catch (PosixException full) {
            return;
        }
    }

    private static void say(ControlChannel control, int number) throws PosixException {
        control.send(Integer.toString(number).getBytes(UTF_8));
    }

    private static int accept(ListeningSocket listening) throws PosixException {
        try {
            Descriptors.close(requireNonNull(listening.accept()).fd());
            return 0;
        } catch (PosixException e) {
            return e.errno();
        }
    }

    private static int receive(ControlChannel control) throws PosixException {
        try {
            Descriptors.close(requireNonNull(control.receive()).fd());
            return 0;
        } catch (PosixException e) {
            return e.errno();
        }
    }
}
