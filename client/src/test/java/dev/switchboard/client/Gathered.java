package dev.switchboard.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Keeps what arrived as text, with a `|` for every pause.
final class Gathered implements Receiver {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void received(ByteBuffer arrived) {
        bytes.write(arrived.array(), arrived.arrayOffset() + arrived.position(), arrived.remaining());
    }

    @Override
    public synchronized void paused() {
        bytes.write('|');
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
