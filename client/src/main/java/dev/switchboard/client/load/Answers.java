package dev.switchboard.client.load;

/// Is told what came back, in the order of the messages.
interface Answers {
    /// How many messages have no answer yet.
    long unanswered();

    /// The next so many messages were answered rightly. At most [#unanswered()].
    void right(long count);

    /// The next message was answered wrongly.
    ///
    /// @param what came instead, as it came
    void wrong(String what);

    /// The next so many messages have no answer, since one to a later message came.
    void skipped(long count);

    /// Something came that answers no message.
    void unasked(String what);

    /// Nothing can be understood any more.
    void broken(String why);
}
