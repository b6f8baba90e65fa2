package dev.switchboard.message;

/// Offsets that the journal does not have any more although it had them.
///
/// @param from the first
/// @param to behind the last
public record Missing(long from, long to, Cause cause) {
    /// Why messages are missing.
    public enum Cause {
        /// They were older, or more, than is kept.
        RETENTION("no longer kept"),
        /// Their bytes on disk are not what was written.
        DAMAGE("damaged in the journal");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /// The cause in words that follow "are".
        public String words() {
            return words;
        }
    }
}
