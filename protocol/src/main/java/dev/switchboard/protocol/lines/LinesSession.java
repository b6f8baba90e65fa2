package dev.switchboard.protocol.lines;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Missing;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.BatchBuilder;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.framing.LineCutter;
import dev.switchboard.protocol.framing.MessageSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One conversation in `lines`. Replies come in the order of the lines: while something is owed, a reply that could be
/// given at once goes by way of the hub, behind it.
///
/// ```
/// TALKING ──end of input, /quit, stop──► LEAVING ──nothing owed any more──► closed
///                                          input is passed over
/// ```
final class LinesSession implements Session, MessageSink {
    private final Lines lines;
    private final Sender sender;
    private final LineCutter cutter;
    private final BatchBuilder builder = new BatchBuilder();
    private ChannelName channel;
    private @Nullable ProducerId producer;
    private boolean published;
    private int owed;
    private int unread;
    private @Nullable StoredBatch last;
    private long refused;
    private String problem = "";
    private @Nullable CloseReason leaving;
    private String farewell = "";

    LinesSession(Lines lines, Sender sender) {
        this.lines = lines;
        this.sender = sender;
        this.channel = lines.channel();
        this.cutter = new LineCutter(lines.lineBytesMax(), this::overlong);
    }

    @Override
    public void received(ByteBuffer bytes, Turn turn) {
        unread = bytes.remaining();
        cutter.cut(bytes, this, turn);
        publish(turn);
    }

    @Override
    public void inputEnded(Turn turn) {
        cutter.end(this, turn);
        publish(turn);
        leave(CloseReason.PEER_CLOSED, "", turn);
    }

    @Override
    public void stopping(Turn turn) {
        leave(CloseReason.SERVER_STOPPED, "* server is stopping\n", turn);
    }

    private void leave(CloseReason reason, String lastWords, Turn turn) {
        if (leaving == null) {
            leaving = reason;
            farewell = lastWords;
        }
        closeWhenPaid(turn);
    }

    private void closeWhenPaid(Turn turn) {
        if (leaving != null && owed == 0 && turn.closeReason() == null) {
            if (lines.receipts() == Receipts.LAST) {
                writeLastReceipt(turn);
            }
            turn.write(utf8(farewell));
            turn.close(leaving);
        }
    }

    private void writeLastReceipt(Turn turn) {
        if (refused > 0) {
            turn.write(utf8("! " + refused + " messages were not stored: " + problem + "\n"));
        } else if (last != null) {
            MessageText.writeReceipts(last, turn);
        }
    }

    @Override
    public void message(ByteBuffer payload, Turn turn) {
        if (leaving != null) {
            return;
        }
        if (payload.hasRemaining() && payload.get(payload.position()) == '/') {
            if (payload.remaining() == 1 || payload.get(payload.position() + 1) != '/') {
                publish(turn); // what came before stays before
                unread = 0; // many commands make many small batches, of which none may hold the room of a read
                command(StandardCharsets.UTF_8.decode(payload).toString(), turn);
                return;
            }
            payload.position(payload.position() + 1);
        }
        builder.add(payload, unread);
        if (builder.isFull()) {
            publish(turn);
        }
    }

    private void publish(Turn turn) {
        if (!builder.isEmpty()) {
            published = true;
            request(new HubRequest.Publish(builder.take(channel, sender, producer, turn.epochMicros())), turn);
        }
    }

    private void overlong(Turn turn) {
        if (leaving == null) {
            publish(turn);
            refused++;
            problem = "a line was longer than " + lines.lineBytesMax() + " bytes; send it in parts";
            if (lines.receipts() == Receipts.EACH) {
                reply("! not stored: %s\n".formatted(problem), turn);
            }
            leaveAsProducer(CloseReason.LIMIT, turn);
        }
    }

    /// A producer's messages are counted from its first: after one that is not stored, none may be.
    private void leaveAsProducer(CloseReason reason, Turn turn) {
        if (producer != null) {
            leave(
                    reason,
                    "* this connection ends, so that the count of %s stays right: /resume it\n".formatted(producer),
                    turn);
        }
    }

    private void command(String line, Turn turn) {
        switch (Command.of(line, channel)) {
            case Command.To to -> {
                channel = to.channel();
                reply("* to %s\n".formatted(channel), turn);
            }
            case Command.Ask ask -> request(ask.request(), turn);
            case Command.Resume resume -> resume(resume.producer(), turn);
            case Command.Help help -> reply(Command.HELP, turn);
            case Command.Quit quit -> leave(CloseReason.PEER_CLOSED, "* bye\n", turn);
            case Command.Wrong wrong -> reply("! %s\n".formatted(wrong.problem()), turn);
        }
    }

    private void resume(ProducerId resumed, Turn turn) {
        if (published) {
            reply("! /resume comes before the first message of a connection\n", turn);
        } else {
            producer = resumed;
            request(new HubRequest.Resume(resumed), turn);
        }
    }

    private void reply(String reply, Turn turn) {
        if (owed == 0) {
            turn.write(utf8(reply));
        } else {
            request(new HubRequest.Follow(reply), turn);
        }
    }

    private void request(HubRequest request, Turn turn) {
        owed++;
        turn.request(request);
    }

    @Override
    public void answered(HubAnswer answer, Turn turn) {
        switch (answer) {
            case HubAnswer.Delivered delivered -> MessageText.writeDeliveries(delivered.delivered(), turn);
            case HubAnswer.Lost lost -> lost(lost.missing(), turn);
            case HubAnswer.Superseded taken ->
                leave(
                        CloseReason.PROTOCOL_ERROR,
                        "* another connection goes on as %s; this one ends\n".formatted(taken.producer()),
                        turn);
            case HubAnswer.Stored stored -> paid(() -> stored(stored.stored(), turn), turn);
            case HubAnswer.Refused no ->
                paid(() -> refused(no.problem(), no.batch().count(), turn), turn);
            case HubAnswer.Followed followed -> paid(() -> turn.write(utf8(followed.reply())), turn);
            case HubAnswer.Listening at ->
                paid(() -> say("* listening to " + name(at.channel()) + " from #" + at.from() + "\n", turn), turn);
            case HubAnswer.NotListening to ->
                paid(() -> say("* no longer listening to %s\n".formatted(name(to.channel())), turn), turn);
            case HubAnswer.Resumed resumed ->
                paid(() -> say("* resumed " + resumed.producer() + " at " + resumed.count() + "\n", turn), turn);
            case HubAnswer.History history -> paid(() -> history(history, turn), turn);
            case HubAnswer.Found found -> paid(() -> found(found, turn), turn);
            case HubAnswer.Present present -> paid(() -> present(present, turn), turn);
            case HubAnswer.Failed failed -> paid(() -> say("! %s\n".formatted(failed.problem()), turn), turn);
        }
    }

    private void paid(Runnable answer, Turn turn) {
        owed--;
        answer.run();
        closeWhenPaid(turn);
    }

    private void stored(StoredBatch stored, Turn turn) {
        if (lines.receipts() == Receipts.EACH) {
            MessageText.writeReceipts(stored, turn);
        } else if (lines.receipts() == Receipts.LAST) {
            last = new StoredBatch(stored.firstOffset(), stored.batch(), stored.to() - 1, stored.to());
        }
    }

    private void refused(String why, int count, Turn turn) {
        refused += count;
        problem = why;
        if (lines.receipts() == Receipts.EACH) {
            for (int i = 0; i < count; i++) {
                say("! not stored: %s\n".formatted(why), turn);
            }
        }
        leaveAsProducer(CloseReason.ERROR, turn);
    }

    private void history(HubAnswer.History history, Turn turn) {
        say("* " + write(history.items(), turn) + " of " + history.channel() + "\n", turn);
    }

    private void found(HubAnswer.Found found, Turn turn) {
        int _ = write(found.items(), turn);
        String more = found.more().isEmpty() ? "" : ", more " + found.more();
        say("* " + found.count() + " found" + more + "\n", turn);
    }

    /// How many messages these were.
    private int write(List<HubAnswer> items, Turn turn) {
        int count = 0;
        for (HubAnswer item : items) {
            if (item instanceof HubAnswer.Delivered delivered) {
                MessageText.writeDeliveries(delivered.delivered(), turn);
                count += delivered.delivered().count();
            } else if (item instanceof HubAnswer.Lost lost) {
                lost(lost.missing(), turn);
            }
        }
        return count;
    }

    private static String name(@Nullable ChannelName channel) {
        return channel == null ? Command.ALL : channel.toString();
    }

    private static void present(HubAnswer.Present present, Turn turn) {
        present.connections().forEach(line -> say("* %s\n".formatted(line), turn));
        say("* " + present.connections().size() + " connected\n", turn);
    }

    private static void lost(Missing missing, Turn turn) {
        String range = "#" + missing.from() + " to #" + (missing.to() - 1);
        say("! messages " + range + " are " + missing.cause().words() + "\n", turn);
    }

    private static void say(String reply, Turn turn) {
        turn.write(utf8(reply));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
