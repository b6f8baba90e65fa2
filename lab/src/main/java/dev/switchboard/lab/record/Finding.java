package dev.switchboard.lab.record;

/// One prediction and what came of it.
///
/// @param what what it is about, as a phrase: `the server's recv after the client exits`
/// @param expected what was predicted, as text
/// @param observed what the record shows, or for [Outcome#NOT_RUN] why there is none
public record Finding(String scene, String what, String expected, String observed, Outcome outcome) {
    /// How a prediction fared. One that was not tried is neither right nor wrong.
    public enum Outcome {
        AS_PREDICTED,
        OTHERWISE,
        NOT_RUN
    }
}
