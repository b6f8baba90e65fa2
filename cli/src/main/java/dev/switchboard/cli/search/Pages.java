package dev.switchboard.cli.search;

import dev.switchboard.message.StoredBatch;
import dev.switchboard.search.QueryText;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Takes page after page until so many messages are there.
final class Pages implements Source.Taker {
    /// What an export asks for at a time.
    static final long NO_LIMIT = Long.MAX_VALUE;

    private final Predicate<StoredBatch> sink;
    private final LongConsumer counts;
    private final Printed printed;
    private long left;
    private boolean complete = true;

    private Pages(long limit, Predicate<StoredBatch> sink, LongConsumer counts, Printed printed) {
        this.left = limit;
        this.sink = sink;
        this.counts = counts;
        this.printed = printed;
    }

    /// Prints them.
    static Pages printed(long limit, Printed printed) {
        return new Pages(limit, printed::print, _ -> {}, printed);
    }

    /// Hands them on.
    ///
    /// @param sink says false when no more are wanted
    static Pages handedOn(long limit, Predicate<StoredBatch> sink, Printed printed) {
        return new Pages(limit, sink, _ -> {}, printed);
    }

    /// Tells only how many there are.
    static Pages counted(Printed printed, LongConsumer counts) {
        return new Pages(NO_LIMIT, _ -> true, counts, printed);
    }

    /// The first page to ask for.
    static QueryText.Asked first(QueryText.Asked asked, long limit) {
        return asked.withLimit((int) Math.min(limit, QueryText.LIMIT_MAX));
    }

    @Override
    public boolean take(StoredBatch message) {
        left -= message.count();
        return sink.test(message);
    }

    @Override
    public QueryText.@Nullable Asked pageOver(long count, QueryText.@Nullable Asked next) {
        counts.accept(count);
        return next == null || left <= 0 || !printed.flush() ? null : first(next, left);
    }

    @Override
    public void problem(String text) {
        complete = false;
        printed.say(text);
    }

    /// Whether nothing was told that is missing.
    boolean isComplete() {
        return complete;
    }
}
