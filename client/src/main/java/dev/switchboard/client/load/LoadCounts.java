package dev.switchboard.client.load;

/// What became of messages and connections.
///
/// @param sent messages that were sent; of a connection that broke also those that were about to be
/// @param answered of these, those with the right answer; where nothing answers, those that the kernel took
/// @param lost of these, those whose answer never came
/// @param wrong answers that were not what was sent, not good, or not asked for
/// @param unsent messages that were due by the rate, and not sent because too many were unanswered,
///     or because their connection broke
/// @param broken connections that ended too early
/// @param unclosed connections that the server did not close after everything was sent, where that is all that is known
public record LoadCounts(long sent, long answered, long lost, long wrong, long unsent, int broken, int unclosed) {
    /// Whether everything went as it should.
    public boolean isFaultless() {
        return lost == 0 && wrong == 0 && unsent == 0 && broken == 0 && unclosed == 0;
    }

    LoadCounts plus(LoadCounts other) {
        return new LoadCounts(
                sent + other.sent,
                answered + other.answered,
                lost + other.lost,
                wrong + other.wrong,
                unsent + other.unsent,
                broken + other.broken,
                unclosed + other.unclosed);
    }
}
