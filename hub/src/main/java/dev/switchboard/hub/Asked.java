package dev.switchboard.hub;

import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import org.jspecify.annotations.Nullable;

/// A request on its way through the journal, so that every answer comes in its turn: a batch to store, or an empty one
/// that keeps the place of another request.
record Asked(Hub hub, Line line, HubRequest request, Batch batch) implements Publication {
    private static final Batch NOTHING = nothing(null);
    private static final String NO_LONGER = "this connection stores nothing more; /resume on another";

    static Asked of(Hub hub, Line line, HubRequest request) {
        Batch batch = switch (request) {
            case HubRequest.Publish publish -> publish.batch();
            case HubRequest.Resume resume -> nothing(resume.producer()); // from here on the producer begins anew
            default -> NOTHING;
        };
        return new Asked(hub, line, request, batch);
    }

    /// A batch of a line that may not publish any more: refused in its turn, behind what was asked before.
    static Asked toRefuse(Hub hub, Line line, HubRequest.Publish publish) {
        return new Asked(hub, line, publish, NOTHING);
    }

    private static Batch nothing(@Nullable ProducerId producer) {
        return new Batch(ChannelName.MAIN, Sender.SERVER, producer, 0, new byte[0], new int[0], 0);
    }

    /// Whether nobody can tell its sender when it is refused.
    boolean isPatient() {
        return request instanceof HubRequest.Publish publish && publish.patient();
    }

    long cost() {
        return Line.costOf(request instanceof HubRequest.Publish publish ? publish.batch() : batch);
    }

    @Override
    public boolean isWanted() {
        return line.isWanted(this);
    }

    @Override
    public void stored(StoredBatch stored) {
        if (line.keeps(this, false)) {
            return;
        }
        switch (request) {
            case HubRequest.Publish publish
            when publish.batch().count() > batch.count() ->
                line.answer(cost(), new HubAnswer.Refused(publish.batch(), NO_LONGER));
            case HubRequest.Publish publish -> {
                line.answer(cost(), new HubAnswer.Stored(stored));
                if (batch.count() > 0) {
                    hub.deliver(stored, line);
                }
            }
            case HubRequest.Follow follow -> line.answer(cost(), new HubAnswer.Followed(follow.reply()));
            case HubRequest.Listen listen ->
                line.answer(cost(), line.listen(listen.channel(), listen.from(), stored.firstOffset()));
            case HubRequest.Unlisten unlisten -> {
                line.unlisten(unlisten.channel());
                line.answer(cost(), new HubAnswer.NotListening(unlisten.channel()));
            }
            case HubRequest.Last last -> line.answerLater(cost(), () -> History.of(hub.journal(), last));
            case HubRequest.Search search ->
                line.answerLater(cost(), () -> hub.searches().run(search, line::isOpen));
            case HubRequest.Resume resume ->
                line.answer(
                        cost(),
                        new HubAnswer.Resumed(resume.producer(), hub.journal().producerCount(resume.producer())));
            case HubRequest.Who who ->
                // Not made before its turn: many of them, not taken, would hold as many lists of everyone.
                line.answerLater(
                        cost(), () -> new HubAnswer.Present(hub.roster().lines()));
        }
    }

    @Override
    public void refused(String problem) {
        if (line.keeps(this, true)) {
            return;
        }
        hub.patience().lost(this, problem);
        line.answer(
                cost(),
                request instanceof HubRequest.Publish
                        ? new HubAnswer.Refused(batch, problem)
                        : new HubAnswer.Failed(problem));
    }
}
