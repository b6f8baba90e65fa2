package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Drives one session the way a serving side does, with times set by hand, and keeps what the session wanted done.
///
/// It keeps the driver's promises (nothing is called after a turn that closed) and is as unkind as a driver may be:
/// input lies between foreign bytes in a buffer that is scribbled over as soon as the call returns.
public final class SessionRun {
    /// The peer of every run; the one in T3's example.
    public static final Peer PEER = new Peer("127.0.0.1", 40_000);

    /// A heap buffer need not begin where its array does.
    private static final int ARRAY_OFFSET = 1;
    private static final int MARGIN_BYTES = 3;
    private static final byte MARGIN = '\n';

    private final Session session;
    private final Turn turn;
    private final boolean directInput;
    private final boolean outputWaits;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    /// Scribbled over the input: different from read to read, so that what a session kept depends on the split.
    private byte reads;
    private long epochMicros;
    private long nanos;
    private boolean congested;
    private long wakeAt = Turn.NEVER;
    private @Nullable CloseReason reason;
    private final Deque<HubRequest> asked = new ArrayDeque<>();
    private @Nullable Function<HubRequest, HubAnswer> hub;

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

    /// From now on, what the session asks is answered at once, after the call that asked.
    public SessionRun answering(Function<HubRequest, HubAnswer> answers) {
        hub = answers;
        return answerAll();
    }

    /// What was asked and is not answered, in order.
    public List<HubRequest> asked() {
        return List.copyOf(asked);
    }

    /// Gives the session something from the hub.
    public SessionRun answer(HubAnswer answer) {
        return call(t -> session.answered(answer, t));
    }

    private SessionRun answerAll() {
        while (hub != null && !asked.isEmpty()) {
            answer(hub.apply(asked.remove()));
        }
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
        // A driver's input begins where its buffer does; only every other time here, for both must do.
        int margin = ++reads % 2 == 0 ? MARGIN_BYTES : 0;
        byte[] backing = new byte[ARRAY_OFFSET + margin + piece.length + margin];
        Arrays.fill(backing, MARGIN);
        System.arraycopy(piece, 0, backing, ARRAY_OFFSET + margin, piece.length);
        ByteBuffer whole =
                directInput ? ByteBuffer.allocateDirect(backing.length) : ByteBuffer.allocate(backing.length);
        whole.put(backing).clear();
        ByteBuffer input = whole.slice(ARRAY_OFFSET, backing.length - ARRAY_OFFSET);
        call(t -> session.received(input.limit(margin + piece.length).position(margin), t));
        Arrays.fill(backing, reads);
        whole.clear().put(backing);
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
            asked.addAll(turn.requests());
            if (!outputWaits || reason != null) {
                take();
            }
            answerAll();
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
