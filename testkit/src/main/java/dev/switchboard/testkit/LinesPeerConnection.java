package dev.switchboard.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/// One connection of a [LinesPeer]. Texts are bytes: each character stands for one.
final class LinesPeerConnection implements Runnable {
    private static final String TIME = "2026-11-21T12:00:00.123Z";
    private static final String BROKEN =
            "! not stored: a message of this sender before it was not stored: /resume and send again";
    private static final int BUFFER_BYTES = 65_536;

    private final LinesPeer peer;
    private final Socket socket;
    private final Queue<String> owed = new ArrayDeque<>();
    private final OutputStream out;
    private byte[] line = new byte[256];
    private int length;
    private String channel = "main";
    private String producer = "";
    private String listensTo = "";
    private int next;
    private boolean ended;
    private boolean broken;

    LinesPeerConnection(LinesPeer peer, Socket socket) throws IOException {
        this.peer = peer;
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    }

    @Override
    public void run() {
        try (socket) {
            cutIf(LinesFault.Moment.ACCEPTED, 0);
            InputStream in = socket.getInputStream();
            byte[] chunk = new byte[BUFFER_BYTES];
            int read = in.read(chunk);
            while (read >= 0 && !broken) {
                for (int i = 0; i < read; i++) {
                    take(chunk[i]);
                }
                flush();
                read = in.read(chunk);
            }
            if (length > 0 && !broken) {
                line();
            }
            end();
            while (read >= 0) {
                read = in.read(chunk);
            }
        } catch (IOException e) {
            // Cut, by either side.
        } finally {
            peer.ended(this);
        }
    }

    private synchronized void end() throws IOException {
        ended = true;
        out.flush();
        while (!owed.isEmpty() && !socket.isClosed()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (broken) {
            write("* this connection ends");
        }
        out.flush();
        socket.shutdownOutput();
    }

    private void take(byte octet) throws IOException {
        if (octet == '\n') {
            line();
        } else {
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = octet;
        }
    }

    private void line() throws IOException {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        String text = new String(line, 0, end, ISO_8859_1);
        length = 0;
        if (text.startsWith("/") && !text.startsWith("//")) {
            command(text);
        } else {
            message(text.startsWith("//") ? text.substring(1) : text);
        }
    }

    private void message(String text) throws IOException {
        if (broken) {
            answer(BROKEN);
            return;
        }
        long number = peer.arrives();
        cutIf(LinesFault.Moment.BEFORE_STORING, number);
        var problem = peer.problem(text);
        if (problem.isPresent()) {
            answer("! " + problem.get());
            broken = !producer.isEmpty();
            return;
        }
        long offset = peer.store(channel, text, producer);
        cutIf(LinesFault.Moment.BEFORE_RECEIPT, number);
        answer("[" + TIME + " #" + offset + "] " + text);
        cutIf(LinesFault.Moment.AFTER_RECEIPT, number);
    }

    private void command(String command) throws IOException {
        peer.command(command);
        var problem = peer.problem(command);
        String[] words = command.split(" ", -1);
        if (problem.isPresent()) {
            answer("! " + problem.get());
            return;
        }
        switch (words[0]) {
            case "/resume" -> {
                cutIf(LinesFault.Moment.RESUMING, 0);
                producer = words[1];
                answer("* resumed " + producer + " at " + peer.durable(producer));
                cutIf(LinesFault.Moment.RESUMED, 0);
            }
            case "/to" -> {
                channel = words[1];
                answer("* to " + channel);
            }
            case "/listen" -> listen(words);
            default -> answer("! unknown command " + words[0]);
        }
    }

    private void listen(String[] words) throws IOException {
        int from = words.length > 2 ? Integer.parseInt(words[2]) : peer.size();
        answer("* listening to " + words[1] + " from #" + from);
        cutIf(LinesFault.Moment.LISTENING, 0);
        synchronized (this) {
            listensTo = words[1];
            next = from;
        }
        deliver();
    }

    /// Delivers what is kept and was not delivered.
    synchronized void deliver() {
        if (listensTo.isEmpty()) {
            return;
        }
        try {
            for (; next < peer.size(); next++) {
                LinesPeer.Kept kept = peer.message(next);
                if (kept.channel().equals(listensTo)) {
                    write("<" + listensTo + " #" + next + " " + TIME + " 127.0.0.1:50123> " + kept.text());
                }
            }
            out.flush();
        } catch (IOException e) {
            cut();
        }
    }

    /// Pays the receipts that are owed, if it may.
    synchronized void settle() {
        try {
            while (!peer.receiptsAreHeld() && !owed.isEmpty()) {
                write(owed.remove());
            }
            out.flush();
        } catch (IOException e) {
            cut();
        }
        notifyAll();
    }

    void say(String text) {
        synchronized (this) {
            try {
                write(text);
                out.flush();
            } catch (IOException e) {
                cut();
            }
        }
    }

    /// Resets the connection.
    void cut() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private synchronized void answer(String text) throws IOException {
        boolean later = !owed.isEmpty() || (peer.receiptsAreHeld() && !text.startsWith("*"));
        if (later) {
            owed.add(text);
        } else {
            write(text);
        }
    }

    private void write(String text) throws IOException {
        if (!ended || !socket.isOutputShutdown()) {
            out.write((text + "\n").getBytes(ISO_8859_1));
        }
    }

    private synchronized void flush() throws IOException {
        out.flush();
    }

    /// What was answered before arrives; a reset could overtake it.
    private void cutIf(LinesFault.Moment moment, long message) throws IOException {
        if (peer.faultsAt(moment, message)) {
            flush();
            cut();
            throw new IOException("cut");
        }
    }
}
