package dev.switchboard.message;

import java.util.Optional;

/// What a client calls itself to go on after its connection broke: the server counts what it stored of a producer, so
/// that nothing is stored twice. 1 to 64 of letters, digits, `.`, `_` and `-`.
public record ProducerId(String text) {
    public ProducerId {
        if (!Name.isWellFormed(text, 0)) {
            throw new IllegalArgumentException("no producer can be called " + text);
        }
    }

    /// The producer of this name, or nothing when none can be called so.
    public static Optional<ProducerId> of(String text) {
        return Name.checked(text).map(ProducerId::new);
    }

    @Override
    public String toString() {
        return text;
    }
}
