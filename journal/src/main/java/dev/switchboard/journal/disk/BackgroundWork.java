package dev.switchboard.journal.disk;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/// What is done behind the committer's back, on a thread of its own: a failure is told and costs no message.
record BackgroundWork(ExecutorService executor, JournalEvents events) {
    /// A piece of it.
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /// Has it done, unless the journal is closing: what is not done now is done at the next start.
    void submit(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // As said above.
        }
    }

    /// Does it now.
    ///
    /// @param what as the log has it: `compress a segment`
    /// @return false when it failed, which has been told
    boolean attempt(String what, Work work) {
        try {
            work.run();
            return true;
        } catch (IOException e) {
            events.on(new JournalEvent.UpkeepFailed(what, Problems.of(e)));
        } catch (RuntimeException e) {
            events.on(new JournalEvent.Defect(what, e));
        }
        return false;
    }
}
