package dev.switchboard.cli.search;

import dev.switchboard.client.HostPort;
import dev.switchboard.client.lines.Delivery;
import dev.switchboard.client.lines.LinesSubscriber;
import dev.switchboard.client.lines.SubscriberEvents;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.search.Matcher;
import dev.switchboard.search.PatternTooHardException;
import dev.switchboard.search.Query;
import dev.switchboard.search.QueryText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Prints what was found, the oldest first, and goes on with what comes. When the connection is lost it connects again,
/// and goes on where it was.
final class Following implements SubscriberEvents {
    private final HostPort remote;
    private final Query query;
    private final Matcher matcher;
    private final Printed printed;
    private @Nullable LinesSubscriber subscriber;
    private @Nullable String failure;

    Following(HostPort remote, Query query, Printed printed) {
        this.remote = remote;
        this.query = query;
        this.matcher = new Matcher(query);
        this.printed = printed;
    }

    /// Runs until nobody takes the output any more.
    ///
    /// @throws IOException when it cannot; the message says why, in one line
    void run(Source source, QueryText.Asked asked, long limit) throws IOException {
        ArrayDeque<StoredBatch> found = new ArrayDeque<>();
        Pages pages = Pages.handedOn(
                limit,
                message -> {
                    found.addFirst(message);
                    return true;
                },
                printed);
        long end = source.search(Pages.first(asked, limit), true, pages);
        // What was stored before the search and after the end was asked for has been found.
        long next = found.isEmpty() ? end : Math.max(end, found.getLast().end());
        found.forEach(printed::print);
        if (!printed.flush()) {
            return;
        }
        try (LinesSubscriber all = new LinesSubscriber(remote, query.channel(), next, this)) {
            subscriber = all;
            Optional<String> refused = all.run();
            if (refused.isPresent() || failure != null) {
                throw new IOException(refused.orElse(failure));
            }
        }
    }

    @Override
    public void delivered(Delivery delivery) {
        StoredBatch message = Deliveries.message(delivery);
        try {
            if (matcher.matches(message.batch(), 0) && !printed.print(message)) {
                stop();
            }
        } catch (PatternTooHardException e) {
            failure = e.getMessage();
            stop();
        }
    }

    @Override
    public void paused() {
        if (!printed.flush()) {
            stop();
        }
    }

    private void stop() {
        if (subscriber != null) {
            subscriber.close();
        }
    }

    @Override
    public void problem(String text) {
        printed.say(text);
    }

    @Override
    public void lost(String cause) {
        printed.say(cause + "; connecting again");
    }

    @Override
    public void back() {
        printed.say("connected again");
    }
}
