package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import org.jspecify.annotations.Nullable;

/// What stands in one cell of a row: an entry, a part of one, or what stands for many. Texts are escaped for
/// one line.
sealed interface Item {
    /// On the record's clock.
    long nanos();

    Lane lane();

    String text();

    /// Which client it concerns, as far as it is known.
    @Nullable
    Party client();

    /// A call that took no time, or the start or the return of one that did.
    record Call(long nanos, Entry.Call call, Part part, String text) implements Item {
        enum Part {
            WHOLE,
            START,
            RETURN
        }

        @Override
        public Lane lane() {
            return Lane.of(call.party());
        }

        @Override
        public @Nullable Party client() {
            return call.party().side() == Party.Side.CLIENT ? call.party() : null;
        }
    }

    /// Both ends of a connection after one of them changed.
    ///
    /// @param text whose connection, or empty where there is only one
    /// @param turning whether a state changed, not only a queue
    record States(long nanos, Link link, @Nullable Party client, String text, End left, End right, boolean turning)
            implements Item {
        @Override
        public Lane lane() {
            return Lane.MIDDLE;
        }
    }

    /// A segment.
    ///
    /// @param text flags and length, with whose connection where there are several
    record Arrow(long nanos, Link link, @Nullable Party client, boolean toServer, String flags, String text)
            implements Item {
        @Override
        public Lane lane() {
            return Lane.MIDDLE;
        }
    }

    /// What the lab did.
    record Act(long nanos, String text) implements Item {
        @Override
        public Lane lane() {
            return Lane.ALL;
        }

        @Override
        public @Nullable Party client() {
            return null;
        }
    }

    /// A logged line.
    record Said(long nanos, Party party, String text) implements Item {
        @Override
        public Lane lane() {
            return Lane.of(party);
        }

        @Override
        public @Nullable Party client() {
            return party.side() == Party.Side.CLIENT ? party : null;
        }
    }

    /// Stands for many of a kind that are left out.
    record More(long nanos, Lane lane, @Nullable Party client, String text) implements Item {}
}
