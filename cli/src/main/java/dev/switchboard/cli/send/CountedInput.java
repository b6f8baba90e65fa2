package dev.switchboard.cli.send;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/// A stream that tells how many bytes every read brought. Closing it closes the stream behind it.
public final class CountedInput extends FilterInputStream {
    private final IntConsumer count;

    public CountedInput(InputStream input, IntConsumer count) {
        super(input);
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count.accept(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (read > 0) {
            count.accept(read);
        }
        return read;
    }
}
