package dev.switchboard.cli.search;

import dev.switchboard.client.HostPort;
import dev.switchboard.client.lines.Delivery;
import dev.switchboard.client.lines.LinesSearch;
import dev.switchboard.client.lines.SearchEvents;
import dev.switchboard.search.QueryText;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server that speaks `lines`.
record ServerSource(HostPort remote) implements Source {
    @Override
    public long search(QueryText.Asked first, boolean withEnd, Taker taker) throws IOException {
        Pages pages = new Pages(first, taker);
        Optional<String> failure = LinesSearch.run(remote, first.text(), withEnd, pages);
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        return pages.end;
    }

    /// Turns what a server says into messages and queries.
    private static final class Pages implements SearchEvents {
        private final Taker taker;
        private QueryText.Asked asked;
        private long end = -1;

        Pages(QueryText.Asked first, Taker taker) {
            this.asked = first;
            this.taker = taker;
        }

        @Override
        public boolean delivered(Delivery delivery) {
            if (delivery.isCut()) {
                taker.problem("message #" + delivery.offset() + " is longer than what is shown of it");
            }
            return taker.take(Deliveries.message(delivery));
        }

        @Override
        public @Nullable String found(long count, String more) {
            QueryText.Asked next = taker.pageOver(count, behind(more));
            if (next == null) {
                return null;
            }
            asked = next;
            return next.text();
        }

        /// The same query from where a page of it ended, or null at the end.
        private QueryText.@Nullable Asked behind(String more) {
            int equals = more.indexOf('=');
            return equals < 0 ? null : asked.from(Long.parseLong(more.substring(equals + 1)));
        }

        @Override
        public void end(long offset) {
            end = offset;
        }

        @Override
        public void problem(String text) {
            taker.problem(text);
        }
    }
}
