package dev.switchboard.client.load;

import org.jspecify.annotations.Nullable;

/// What became of the messages of one round. Not thread-safe.
final class Tally {
    /// Of all answers.
    final Latencies latencies = new Latencies();
    /// Of those since somebody looked.
    final Latencies lately = new Latencies();

    long granted;
    long right;
    long lost;
    long wrong;
    long unsent;
    int broken;
    int unclosed;
    long lastAnswerNanos;
    private long wrongAnswers;
    private @Nullable String fault;

    void latency(long nanos, long count) {
        latencies.record(nanos, count);
        lately.record(nanos, count);
    }

    /// The first one is kept.
    void fault(String what) {
        if (fault == null) {
            fault = what;
        }
    }

    @Nullable
    String fault() {
        return fault;
    }

    /// Messages of which it is not decided what became of them.
    long open() {
        return granted - right - wrongAnswers - lost;
    }

    /// A message was answered wrongly.
    void wrongAnswer() {
        wrongAnswers++;
        wrong++;
    }

    long faults() {
        return lost + wrong + broken;
    }

    LoadCounts counts() {
        return new LoadCounts(granted, right, lost, wrong, unsent, broken, unclosed);
    }
}
