package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Drives one session the way a serving side does, with times set by hand, and keeps what the session wanted done.
///
/// It keeps the driver's promises (nothing is called after a turn that closed) and is as unkind as a driver may be:
/// input lies between foreign bytes in a buffer that is scribbled over as soon as the call returns.
public final class SessionRun {
    /// The peer of every run; the one in T3's example.
    public static final Peer PEER = new Peer("127.0.0.1", 40_000);

    private static final int MARGIN_BYTES = 3;
    private static final byte MARGIN = '\n';

    private final Session session;
    private final Turn turn;
    private final boolean directInput;
    private final boolean outputWaits;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    /// Different from read to read, so that what a session kept by mistake depends on the split.
    private byte scribbles;
    private long epochMicros;
    private long nanos;
    private boolean congested;
    private long wakeAt = Turn.NEVER;
    private @Nullable CloseReason reason;

    /// A run over heap buffers whose output is taken after each call.
    public SessionRun(Session session) {
        this(session, false, false);
    }

    /// @param direct whether buffers lie outside the heap
    /// @param outputWaits whether output gathers in the turn, as with a peer that is slow to take it
    public SessionRun(Session session, boolean direct, boolean outputWaits) {
        this.session = session;
        this.turn = new Turn(1, direct);
        this.directInput = direct;
        this.outputWaits = outputWaits;
    }

    public SessionRun atEpochMicros(long micros) {
        epochMicros = micros;
        return this;
    }

    public SessionRun atNanos(long now) {
        nanos = now;
        return this;
    }

    public SessionRun congested(boolean behind) {
        congested = behind;
        return this;
    }

    public SessionRun open() {
        return call(session::opened);
    }

    public SessionRun receive(String text) {
        return receive(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public SessionRun receive(List<byte[]> pieces) {
        pieces.forEach(this::receive);
        return this;
    }

    public SessionRun receive(byte[] piece) {
        byte[] backing = new byte[piece.length + 2 * MARGIN_BYTES];
        Arrays.fill(backing, MARGIN);
        System.arraycopy(piece, 0, backing, MARGIN_BYTES, piece.length);
        ByteBuffer whole =
                directInput ? ByteBuffer.allocateDirect(backing.length) : ByteBuffer.allocate(backing.length);
        whole.put(backing).clear();
        // The slice gives a heap buffer an array offset, which a session must not trip over.
        ByteBuffer input = whole.slice(1, backing.length - 1);
        call(t -> session.received(input.limit(MARGIN_BYTES - 1 + piece.length).position(MARGIN_BYTES - 1), t));
        byte[] scribble = new byte[backing.length];
        Arrays.fill(scribble, ++scribbles);
        whole.clear().put(scribble);
        return this;
    }

    public SessionRun endInput() {
        return call(session::inputEnded);
    }

    public SessionRun stop() {
        return call(session::stopping);
    }

    /// Calls the session if the time that it asked for has come.
    public SessionRun wake() {
        if (nanos >= wakeAt) {
            wakeAt = Turn.NEVER;
            call(session::due);
        }
        return this;
    }

    private SessionRun call(Consumer<Turn> step) {
        if (reason == null) {
            turn.begin(epochMicros, nanos, congested);
            step.accept(turn);
            wakeAt = turn.wakeAtAfter(wakeAt);
            reason = turn.closeReason();
            if (!outputWaits || reason != null) {
                take();
            }
        }
        return this;
    }

    private void take() {
        ByteBuffer output = turn.output().flip();
        byte[] bytes = new byte[output.remaining()];
        output.get(bytes);
        written.writeBytes(bytes);
        turn.clearOutput();
    }

    /// Everything written so far, one character a byte.
    public String output() {
        take();
        return written.toString(StandardCharsets.ISO_8859_1);
    }

    /// What was written since the last call of this method, one character a byte.
    public String newOutput() {
        String text = output();
        written.reset();
        return text;
    }

    public @Nullable CloseReason reason() {
        return reason;
    }

    public long wakeAt() {
        return wakeAt;
    }

    /// Output and end together.
    public Outcome outcome() {
        return new Outcome(output(), reason);
    }

    /// What a peer got to see.
    ///
    /// @param output one character a byte
    /// @param reason null while the session goes on
    public record Outcome(String output, @Nullable CloseReason reason) {
        /// Fails unless the peer saw this.
        public void mustBe(String wantedOutput, @Nullable CloseReason wantedReason) {
            assertThat(this).isEqualTo(new Outcome(wantedOutput, wantedReason));
        }
    }
}
