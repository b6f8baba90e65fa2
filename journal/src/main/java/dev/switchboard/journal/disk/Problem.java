package dev.switchboard.journal.disk;

/// Something in the files of a journal that is not as it was written.
///
/// @param position in the file, in bytes
/// @param words what is wrong, in one line
public record Problem(String file, long position, Kind kind, String words) {
    /// What sort of problem.
    public enum Kind {
        /// The last group was not written to its end. At the next start it is taken away; nobody was told that it is
        /// stored, unless damage looks like this.
        TORN_TAIL("torn tail"),
        /// Messages that were durable cannot be read.
        DAMAGE("damage"),
        /// Bytes that mean nothing and should be zero.
        LEFTOVER("leftover"),
        /// An index, or another file that can be made anew, is wrong.
        INDEX("bad index"),
        /// A copy of a segment's header is wrong.
        HEADER("bad header");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// The kind in words.
        public String words() {
            return words;
        }
    }
}
