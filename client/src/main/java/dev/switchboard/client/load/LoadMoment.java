package dev.switchboard.client.load;

/// How things stand, once a second.
///
/// @param stage what is done
/// @param part how much of the stage's time is over, from 0 to 1
/// @param answered in this stage
/// @param perSecond messages a second since the stage began
/// @param lastPerSecond messages a second in the last second
/// @param p50Nanos of the last second; 0 when there is none
/// @param p99Nanos of the last second; 0 when there is none
/// @param faults what was lost, wrong or broken so far
public record LoadMoment(
        Stage stage,
        double part,
        long answered,
        long perSecond,
        long lastPerSecond,
        long p50Nanos,
        long p99Nanos,
        long faults) {
    /// What is done, in this order.
    public enum Stage {
        CONNECTING,
        WARMING_UP,
        COUNTING,
        /// Nothing more is sent, answers are waited for.
        DRAINING
    }

    static final LoadMoment FIRST = new LoadMoment(Stage.CONNECTING, 0, 0, 0, 0, 0, 0, 0);
}
