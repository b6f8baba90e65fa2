package dev.switchboard.server;

import dev.switchboard.search.WordIndexEvent;

/// What happens in an index of words as a line of the log.
public final class IndexEventText {
    private IndexEventText() {}

    /// The line, without its end.
    public static String of(WordIndexEvent event) {
        return switch (event) {
            case WordIndexEvent.Discarded e ->
                "search file made anew file=%s problem=%s".formatted(e.file(), EventText.quoted(e.problem()));
            case WordIndexEvent.Failing e ->
                "search index fails problem=%s: searches read messages instead"
                        .formatted(EventText.quoted(e.problem()));
            case WordIndexEvent.Working _ -> "search index works again";
            case WordIndexEvent.Defect e ->
                "defect at=search-index cause=%s"
                        .formatted(EventText.quoted(e.cause().toString()));
        };
    }
}
