package dev.switchboard.serving;

/// How the connections of one listener get threads, at work on a bound socket. Each model is one small class;
/// none of them knows a protocol.
sealed interface ServingModel permits SingleModel, PoolModel, ThreadModel, VirtualModel, SelectModel, ProcessModel {
    /// Begins to accept. Called once.
    void start();

    /// Ends accepting; connections that are served stay. May be called more than once, and before [#start].
    void stopAccepting();

    /// Lets the model's own threads end, when no connection is left.
    void close() throws InterruptedException;
}
