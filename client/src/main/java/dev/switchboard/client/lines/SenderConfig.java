package dev.switchboard.client.lines;

import dev.switchboard.client.HostPort;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import java.time.Duration;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a [LinesSender] sends to, and as whom.
///
/// @param remote a server that speaks `lines` over TCP
/// @param channel where messages go; null leaves it to the server
/// @param producer who the sender is across connections. The server counts its messages: when it has N of them already,
///     the first N that are sent are taken as stored. Two senders at once must not have the same
/// @param retry for how long it is tried again while nothing goes well; zero gives up at the first failure
public record SenderConfig(HostPort remote, @Nullable ChannelName channel, ProducerId producer, Duration retry) {
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final String PRODUCER_PREFIX = "send-";
    private static final int PRODUCER_RANDOM_BYTES = 16;

    /// @throws IllegalArgumentException when `retry` is negative or over a hundred years
    public SenderConfig {
        if (retry.isNegative() || retry.toDays() > 36_500) {
            throw new IllegalArgumentException("a sender cannot try again for " + retry);
        }
    }

    /// To the server's own choice of channel, as a sender that was never there before, trying again for 30 seconds.
    public SenderConfig(HostPort remote) {
        this(remote, null, newProducer(), RETRY);
    }

    /// The same to this channel; null leaves it to the server.
    public SenderConfig withChannel(@Nullable ChannelName channel) {
        return new SenderConfig(remote, channel, producer, retry);
    }

    /// The same with this time for trying again.
    public SenderConfig withRetry(Duration retry) {
        return new SenderConfig(remote, channel, producer, retry);
    }

    /// The same as this producer.
    public SenderConfig withProducer(ProducerId producer) {
        return new SenderConfig(remote, channel, producer, retry);
    }

    private static ProducerId newProducer() {
        byte[] random = new byte[PRODUCER_RANDOM_BYTES];
        RandomGenerator.of("SecureRandom").nextBytes(random);
        return new ProducerId(PRODUCER_PREFIX + HexFormat.of().formatHex(random));
    }
}
