package dev.switchboard.client.load;

import dev.switchboard.client.HostPort;
import java.time.Duration;

/// What load is put on whom.
///
/// @param bytes of a message; that of [LoadProtocol#ECHO] has its line feed among them, the others' texts have theirs,
///     or what else frames them, beside
/// @param pipeline how many messages may be unanswered on each connection
/// @param time how long messages are sent and counted
/// @param warmup for how long before that, uncounted; may be zero
/// @param count how many messages are counted at most
/// @param rate messages a second over all connections; 0: as many as the answers allow
/// @param drain how long missing answers are waited for at the end
public record LoadConfig(
        HostPort remote,
        LoadProtocol protocol,
        int connections,
        int bytes,
        int pipeline,
        Duration time,
        Duration warmup,
        long count,
        double rate,
        Duration drain) {
    /// The most connections.
    public static final int CONNECTIONS_MAX = 65_536;
    /// The longest message.
    public static final int BYTES_MAX = 65_536;
    /// The most unanswered messages on a connection.
    public static final int PIPELINE_MAX = 65_536;
    /// The most unanswered messages in all.
    public static final long UNANSWERED_MAX = 16L << 20;
    /// The most unanswered bytes on a connection.
    public static final long UNANSWERED_BYTES_MAX = 64L << 20;
    /// The most messages a second.
    public static final double RATE_MAX = 1e9;
    /// The longest of each of the times.
    public static final Duration TIME_MAX = Duration.ofDays(1);

    /// @throws IllegalArgumentException when a value is out of its range; the message is meant for whoever typed it
    public LoadConfig {
        between("connections", connections, 1, CONNECTIONS_MAX);
        between("bytes of a message of " + protocol.word(), bytes, protocol.bytesMin(), BYTES_MAX);
        between("unanswered messages on a connection", pipeline, 1, PIPELINE_MAX);
        between("unanswered messages in all", (long) connections * pipeline, 1, UNANSWERED_MAX);
        between("unanswered bytes on a connection", (long) bytes * pipeline, 1, UNANSWERED_BYTES_MAX);
        between("counted messages", count, 1, Long.MAX_VALUE);
        between("milliseconds of load", time.toMillis(), 1, TIME_MAX.toMillis());
        between("milliseconds of warm-up", warmup.toMillis(), 0, TIME_MAX.toMillis());
        between("milliseconds that answers are waited for", drain.toMillis(), 1, TIME_MAX.toMillis());
        if (!(rate >= 0 && rate <= RATE_MAX)) {
            throw new IllegalArgumentException("a rate is at most %.0f messages a second".formatted(RATE_MAX));
        }
        if (remote.port() == 0) {
            throw new IllegalArgumentException("'" + remote + "' has port 0, which cannot be connected to");
        }
    }

    /// One connection, one message of 64 bytes at a time, for ten seconds after two of warm-up.
    public static LoadConfig of(HostPort remote, LoadProtocol protocol) {
        Duration ten = Duration.ofSeconds(10);
        return new LoadConfig(remote, protocol, 1, 64, 1, ten, Duration.ofSeconds(2), Long.MAX_VALUE, 0, ten);
    }

    /// Whether messages are sent at a rate, whatever the answers do.
    public boolean isOpenLoop() {
        return rate > 0;
    }

    private static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    most == Long.MAX_VALUE
                            ? "%s: %d is less than %d".formatted(what, value, least)
                            : "%s: %d is not between %d and %d".formatted(what, value, least, most));
        }
    }
}
