package dev.switchboard.protocol.relp;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import dev.switchboard.protocol.BatchBuilder;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.syslog.ChannelTemplate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One conversation in RELP. A message is answered when it is stored and not before, and never by a refusal:
/// librelp gives up a message that is answered with an error, and sends again what is not answered when the
/// connection ends.
///
/// Answers come in the order of the frames: while something is owed, an answer that could be given at once
/// goes by way of the hub, behind it.
///
/// ```
/// NEW ──open──► OPEN ──close, end of input, fault, stop──► LEAVING ──nothing owed any more──► closed
///  └──────────────── the same ───────────────────────────────┘  └──a batch is refused───────────┘
///                                                            input is passed over
/// ```
final class RelpSession implements Session, FrameSink {
    static final int NUMBER_FIRST = 1;

    private static final int NUMBER_LAST = 999_999_999;
    private static final long SYSLOG = FrameReader.command("syslog");
    private static final long OPEN = FrameReader.command("open");
    private static final long CLOSE = FrameReader.command("close");
    private static final String GOODBYE = "0 serverclose 0\n";

    private final ChannelTemplate channels;
    private final Peer peer;
    private final Sender sender;
    private final FrameReader reader;
    private final BatchBuilder builder = new BatchBuilder();
    private final Receipts receipts;
    private final Unanswered unanswered = new Unanswered();
    private int number;
    private boolean open;
    private int owed;
    private int unread;
    private @Nullable CloseReason leaving;
    private String farewell = "";

    /// @param first the number that the first frame must have, 1 to 999,999,999
    RelpSession(Relp relp, Peer peer, int first) {
        this.channels = relp.channels();
        this.peer = peer;
        this.sender = new Sender(peer.text());
        this.reader = new FrameReader(relp.messageBytesMax());
        this.receipts = new Receipts(first);
        this.number = first;
    }

    @Override
    public void received(ByteBuffer bytes, Turn turn) {
        if (leaving == null) {
            unread = bytes.remaining();
            if (reader.read(bytes, this, turn)) {
                publish(turn);
            } else {
                leave(CloseReason.PROTOCOL_ERROR, GOODBYE, turn);
            }
        }
        bytes.position(bytes.limit());
    }

    /// A frame of which only a part came is dropped: it has no answer, so the client has it still.
    @Override
    public void inputEnded(Turn turn) {
        leave(CloseReason.PEER_CLOSED, "", turn);
    }

    @Override
    public void stopping(Turn turn) {
        leave(CloseReason.SERVER_STOPPED, GOODBYE, turn);
    }

    private void leave(CloseReason reason, String lastWords, Turn turn) {
        if (leaving == null) {
            publish(turn);
            leaving = reason;
            farewell = lastWords;
        }
        closeWhenPaid(turn);
    }

    private void closeWhenPaid(Turn turn) {
        if (leaving != null && owed == 0 && turn.closeReason() == null) {
            turn.write(ascii(farewell));
            turn.close(leaving);
        }
    }

    @Override
    public void frame(int transaction, long command, ByteBuffer data, Turn turn) {
        if (leaving != null) {
            return;
        }
        if (transaction != number || (command == SYSLOG && !open)) {
            leave(CloseReason.PROTOCOL_ERROR, GOODBYE, turn);
            return;
        }
        number = number == NUMBER_LAST ? NUMBER_FIRST : number + 1;
        if (command == SYSLOG) {
            message(data, turn);
        } else {
            publish(turn); // what came before stays before
            unread = 0; // many commands make many small batches, of which none may hold the room of a read
            command(transaction, command, data, turn);
        }
    }

    private void message(ByteBuffer data, Turn turn) {
        builder.add(withoutLineEnd(data), unread);
        if (builder.isFull()) {
            publish(turn);
        }
    }

    /// Some templates of rsyslog end in one.
    private static ByteBuffer withoutLineEnd(ByteBuffer data) {
        int from = data.position();
        int end = data.limit();
        if (end > from && data.get(end - 1) == '\n') {
            end--;
            if (end > from && data.get(end - 1) == '\r') {
                end--;
            }
        }
        return data.limit(end);
    }

    private void publish(Turn turn) {
        if (builder.isEmpty()) {
            return;
        }
        ChannelName fixed = channels.fixed();
        if (fixed != null) {
            publish(builder.take(fixed, sender, null, turn.epochMicros()), turn);
            unanswered.published(1);
        } else {
            List<Batch> batches = builder.takeByChannel(this::channel, sender, turn.epochMicros());
            batches.forEach(batch -> publish(batch, turn));
            unanswered.published(batches.size());
        }
    }

    private ChannelName channel(byte[] bytes, int from, int to) {
        return channels.channel(bytes, from, to, peer.host());
    }

    private void publish(Batch batch, Turn turn) {
        request(new HubRequest.Publish(batch), turn);
    }

    private void command(int transaction, long command, ByteBuffer data, Turn turn) {
        if (command == OPEN) {
            open(transaction, data, turn);
        } else if (command == CLOSE) {
            leave(CloseReason.PEER_CLOSED, transaction + " rsp 0\n" + GOODBYE, turn);
        } else {
            reply(transaction, "500 there is no such command", turn);
        }
    }

    private void open(int transaction, ByteBuffer offers, Turn turn) {
        int version = Offers.version(offers);
        if (open || version == Offers.NO_VERSION) {
            reply(transaction, open ? "500 the session is open" : "500 relp_version is missing", turn);
            leave(CloseReason.PROTOCOL_ERROR, GOODBYE, turn);
            return;
        }
        open = true;
        reply(transaction, "200 OK\n" + Offers.ours(version), turn);
    }

    private void reply(int transaction, String data, Turn turn) {
        String reply = transaction + " rsp " + data.length() + " " + data + "\n";
        if (owed == 0) {
            answer(reply, turn);
        } else {
            request(new HubRequest.Follow(reply), turn);
        }
    }

    private void answer(String reply, Turn turn) {
        turn.write(ascii(reply));
        receipts.pass();
    }

    private void request(HubRequest request, Turn turn) {
        owed++;
        turn.request(request);
    }

    @Override
    public void answered(HubAnswer answer, Turn turn) {
        owed--;
        switch (answer) {
            case HubAnswer.Stored stored ->
                receipts.write(unanswered.stored(stored.stored().count()), turn);
            case HubAnswer.Followed followed -> answer(followed.reply(), turn);
            case HubAnswer.Refused _, HubAnswer.Failed _ -> breakOff(turn);
            case HubAnswer.Listening _,
                    HubAnswer.NotListening _,
                    HubAnswer.History _,
                    HubAnswer.Found _,
                    HubAnswer.Resumed _,
                    HubAnswer.Present _,
                    HubAnswer.Delivered _,
                    HubAnswer.Lost _,
                    HubAnswer.Superseded _ -> throw new IllegalStateException("not asked for: " + answer);
        }
        closeWhenPaid(turn);
    }

    /// Everything before is answered. The rest has no answer, and the end of the connection makes the client
    /// send it again.
    private static void breakOff(Turn turn) {
        turn.write(ascii(GOODBYE));
        turn.close(CloseReason.ERROR);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
