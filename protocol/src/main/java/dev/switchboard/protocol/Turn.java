package dev.switchboard.protocol;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call into a session: the time it happens at, and what the session wants done when it is over.
///
/// A driver keeps a turn and uses it again for every call; it is confined to whoever makes the call. Wishes are
/// collected, not carried out, so a session never runs other people's code, and a batch of input becomes one
/// batch of output.
public final class Turn {
    /// The wake-up time of a session that wants none.
    public static final long NEVER = Long.MAX_VALUE;

    private static final long UNCHANGED = -1;
    private static final int RETAINED_BYTES_MAX = 256 * 1024;

    private final int initialBytes;
    private final boolean direct;
    private ByteBuffer output;
    private long epochMicros;
    private long nanos;
    private boolean congested;
    private long wakeAt = UNCHANGED;
    private @Nullable CloseReason closeReason;
    private final List<HubRequest> requests = new ArrayList<>(1);
    private @Nullable Gathering gathering;

    /// A turn whose output starts with room for `initialBytes` and grows as needed.
    ///
    /// @param direct whether the output lies outside the heap, which channels prefer and streams cannot use
    public Turn(int initialBytes, boolean direct) {
        this.initialBytes = initialBytes;
        this.direct = direct;
        this.output = allocate(initialBytes);
    }

    /// Starts a call: sets its time, forgets the wishes of the call before, keeps output not yet taken.
    ///
    /// @param epochMicros the wall clock, microseconds since 1970
    /// @param nanos the monotonic clock, nanoseconds from an arbitrary origin, never negative
    /// @param congested whether the peer is behind in reading, see [#congested()]
    public void begin(long epochMicros, long nanos, boolean congested) {
        this.epochMicros = epochMicros;
        this.nanos = nanos;
        this.congested = congested;
        this.wakeAt = UNCHANGED;
        this.closeReason = null;
        if (!requests().isEmpty()) {
            requests.clear();
        }
    }

    /// Wall-clock time of the call in microseconds since 1970.
    public long epochMicros() {
        return epochMicros;
    }

    /// Monotonic time of the call in nanoseconds; the scale of [#wakeAt(long)].
    public long nanos() {
        return nanos;
    }

    /// Whether more waits for this peer than it should. Then write what is owed and leave out what is not.
    public boolean congested() {
        return congested;
    }

    /// Sends these bytes, after all that was written before. The buffer is copied and left consumed.
    public void write(ByteBuffer bytes) {
        ensureRoom(bytes.remaining());
        output.put(bytes);
    }

    /// Sends these bytes, after all that was written before.
    public void write(byte[] bytes) {
        ensureRoom(bytes.length);
        output.put(bytes);
    }

    /// Sends bytes between two others, after all that was written before. The buffer is copied and left consumed.
    public void write(byte[] before, ByteBuffer bytes, byte[] after) {
        ensureRoom(before.length + bytes.remaining() + after.length);
        put(before);
        output.put(bytes);
        put(after);
    }

    /// Nothing costs nothing.
    private void put(byte[] bytes) {
        if (bytes.length > 0) {
            output.put(bytes);
        }
    }

    /// Sends a part of an array, after all that was written before.
    public void write(byte[] bytes, int from, int count) {
        ensureRoom(count);
        output.put(bytes, from, count);
    }

    /// Sends one byte, after all that was written before.
    public void write(byte octet) {
        ensureRoom(1);
        output.put(octet);
    }

    /// Sends a big-endian 32-bit number, after all that was written before.
    public void writeInt(int number) {
        ensureRoom(Integer.BYTES);
        output.putInt(number);
    }

    /// Sends a number that is not negative in decimal digits, after all that was written before.
    public void writeDecimal(long number) {
        ensureRoom(Decimals.digits(number));
        Decimals.put(output, number);
    }

    /// How many bytes were written and are not yet taken by the driver.
    public int writtenBytes() {
        return output.position();
    }

    /// A copy of what was written last, from where [#writtenBytes] was `from` in the same call.
    public byte[] writtenFrom(int from) {
        byte[] copy = new byte[output.position() - from];
        output.get(from, copy);
        return copy;
    }

    /// Wants [Session#due(Turn)] at this monotonic time, or [#NEVER]; replaces the time wished for before. A turn that
    /// does not say anything leaves it as it is. A time that has passed means as soon as possible.
    public void wakeAt(long nanos) {
        this.wakeAt = Math.max(0, nanos);
    }

    /// Asks the hub, after all that was asked before. [Session#answered] follows, once for each request, in this order.
    public void request(HubRequest request) {
        finishGathering();
        requests.add(request);
    }

    /// Publishes a message that gets no receipt, such as a datagram. Those of one peer and channel that follow
    /// each other in a turn become one batch. The message lies from `from` to `to`; its bytes are copied.
    public void gather(ChannelName channel, Peer peer, ByteBuffer bytes, int from, int to) {
        if (gathering == null) {
            gathering = new Gathering(requests);
        }
        gathering.add(channel, peer, epochMicros, bytes, from, to);
    }

    private void finishGathering() {
        if (gathering != null) {
            gathering.finish();
        }
    }

    /// Ends the conversation once everything written has been sent. The first reason given in a turn stands.
    public void close(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
    }

    /// For the driver: the bytes to send, from 0 to its position. The driver flips, takes and clears it.
    public ByteBuffer output() {
        return output;
    }

    /// For the driver: forgets output that was taken, and gives back a buffer that one big turn made large.
    public void clearOutput() {
        if (output.capacity() > RETAINED_BYTES_MAX) {
            output = allocate(initialBytes);
        } else {
            output.clear();
        }
    }

    /// For the driver: takes the filled output away, in exchange for a cleared buffer of the same kind.
    public ByteBuffer swapOutput(ByteBuffer cleared) {
        ByteBuffer filled = output;
        output = cleared;
        return filled;
    }

    /// For the driver: the wake-up time after this call, given the one that stood before.
    public long wakeAtAfter(long before) {
        return wakeAt == UNCHANGED ? before : wakeAt;
    }

    /// For the driver: what the session asks of the hub; valid until the next call begins.
    public List<HubRequest> requests() {
        finishGathering();
        return requests;
    }

    /// For the driver: why the session wants to end, or null while it goes on.
    public @Nullable CloseReason closeReason() {
        return closeReason;
    }

    private void ensureRoom(int bytes) {
        if (output.remaining() < bytes) {
            int needed = Math.addExact(output.position(), bytes);
            ByteBuffer larger = allocate(Math.max(needed, 2 * output.capacity()));
            larger.put(output.flip());
            output = larger;
        }
    }

    private ByteBuffer allocate(int bytes) {
        return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
    }
}
