package dev.switchboard.client.lines;

import dev.switchboard.client.HostPort;
import java.nio.ByteBuffer;

/// Takes apart what a server says to somebody who sends no messages: a line each, told by its kind. One thread.
final class Replies {
    /// Whoever asked.
    interface Asker {
        /// A message; valid during the call only.
        void delivered(Delivery delivery);

        /// What follows `* `.
        void information(String text);

        /// What follows `! `.
        void problem(String text);

        /// The server does not speak `lines`.
        ///
        /// @param why in one line
        void fail(String why);

        /// Whether nothing that follows matters: then nothing is told.
        boolean isOver();
    }

    private static final int LINE_BYTES_MAX = LinesSubscriber.MESSAGE_BYTES_MAX + ReplyText.ENVELOPE_BYTES_MAX;

    private final HostPort remote;
    private final Asker asker;
    private final LineCutter cutter = new LineCutter(LINE_BYTES_MAX);
    private final Delivery delivery = new Delivery();

    Replies(HostPort remote, Asker asker) {
        this.remote = remote;
        this.asker = asker;
    }

    /// Takes what one read brought: all that remains in a buffer with an array.
    void feed(ByteBuffer bytes) {
        int from = bytes.arrayOffset() + bytes.position();
        cutter.feed(bytes.array(), from, from + bytes.remaining(), this::line);
    }

    private void line(byte[] bytes, int from, int to, boolean cut) {
        if (asker.isOver()) {
            return;
        }
        switch (ReplyText.mark(bytes, from, to)) {
            case ReplyText.DELIVERY -> delivered(bytes, from, to, cut);
            case ReplyText.INFORMATION -> asker.information(ReplyText.behindMark(bytes, from, to));
            case ReplyText.PROBLEM -> asker.problem(ReplyText.behindMark(bytes, from, to));
            default -> notLines(bytes, from, to);
        }
    }

    private void delivered(byte[] bytes, int from, int to, boolean cut) {
        if (!delivery.read(bytes, from, to, cut)) {
            notLines(bytes, from, to);
        } else {
            asker.delivered(delivery);
        }
    }

    private void notLines(byte[] bytes, int from, int to) {
        asker.fail("%s does not speak lines: it says '%s'".formatted(remote, ReplyText.whole(bytes, from, to)));
    }
}
