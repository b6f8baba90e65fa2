package dev.switchboard.hub;

import dev.switchboard.message.HubAnswer;
import java.util.function.BooleanSupplier;

/// Finds messages in the hub's journal. Thread-safe.
public interface Searcher extends AutoCloseable {
    /// Finds nothing, and says so.
    Searcher NONE = new Searcher() {
        @Override
        public HubAnswer search(String query, BooleanSupplier wanted) {
            return new HubAnswer.Failed("this server does not search");
        }

        @Override
        public void close() {}
    };

    /// Searches, which may take long; blocks on the disk.
    ///
    /// @param query as people write it
    /// @param wanted asked now and then; when false, nobody waits for the answer any more, whatever it is
    /// @return [HubAnswer.Found], or [HubAnswer.Failed] when the query is wrong or the journal cannot be read
    HubAnswer search(String query, BooleanSupplier wanted);

    /// Frees everything; comes before the journal is closed.
    @Override
    void close();
}
