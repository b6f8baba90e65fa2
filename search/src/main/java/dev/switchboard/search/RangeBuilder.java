package dev.switchboard.search;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.StoredBatch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what is known of the messages of one range, and of the next when that is built. Not thread-safe.
final class RangeBuilder {
    static final int RANGE_MESSAGES_MAX = 1 << 14;
    /// Hosts whose hashes are remembered.
    private static final int HOSTS_MAX = 4_096;
    /// Longer ones are not: a name has at most 255, but a sender may put anything there.
    private static final int HOST_CHARS_MAX = 255;

    private final int rangeBytes;
    private final WordSet words = new WordSet();
    private final Map<String, Long> hosts = new HashMap<>();
    private @Nullable ChannelName channel;
    private long channelHash;

    private long from;
    private long to;
    private long messages;
    private long bytes;
    private long leastMicros = Long.MAX_VALUE;
    private long latestMicros = Long.MIN_VALUE;
    private int severities;
    private @Nullable StoredBatch last;
    private int lastIndex;

    RangeBuilder(int rangeBytes) {
        this.rangeBytes = rangeBytes;
    }

    /// Begins a range at this offset, without what was gathered.
    void begin(long offset) {
        words.clear();
        from = offset;
        to = offset;
        messages = 0;
        bytes = 0;
        leastMicros = Long.MAX_VALUE;
        latestMicros = Long.MIN_VALUE;
        severities = 0;
        last = null;
    }

    /// Adds the next messages, until the range is full.
    ///
    /// @param end messages from this index of the batch on are not added
    /// @return the index of the first that was not added
    int add(StoredBatch stored, int start, int end) {
        Batch batch = stored.batch();
        words.word(hash(batch.channel()));
        leastMicros = Math.min(leastMicros, batch.epochMicros());
        latestMicros = Math.max(latestMicros, batch.epochMicros());
        boolean unnamed = false;
        int index = start;
        while (index < end && !isFull()) {
            Words.each(batch.payloads(), batch.start(index), batch.end(index), words);
            String named = Said.named(batch, index);
            if (named != null) {
                words.word(hash(named));
            } else if (!unnamed) {
                unnamed = true;
                words.word(hash(Said.address(batch)));
            }
            severities |= 1 << Said.severity(batch, index);
            messages++;
            bytes += batch.end(index) - batch.start(index);
            index++;
        }
        to = stored.offset(index);
        last = stored;
        lastIndex = index - 1;
        return index;
    }

    /// Adds offsets that have no messages.
    void addGap(long end) {
        to = Math.max(to, end);
    }

    private long hash(ChannelName name) {
        if (channel == null || !channel.equals(name)) {
            channel = name;
            channelHash = Words.marked(Probe.CHANNEL, name.toString());
        }
        return channelHash;
    }

    private long hash(String host) {
        Long known = hosts.get(host);
        if (known != null) {
            return known;
        }
        long hash = Words.marked(Probe.HOST, host);
        if (host.length() > HOST_CHARS_MAX) {
            return hash;
        }
        if (hosts.size() == HOSTS_MAX) {
            hosts.clear();
        }
        hosts.put(host, hash);
        return hash;
    }

    boolean isFull() {
        return bytes >= rangeBytes || messages >= RANGE_MESSAGES_MAX;
    }

    boolean isEmpty() {
        return from == to;
    }

    /// Behind the last offset added.
    long to() {
        return to;
    }

    long bytes() {
        return bytes;
    }

    /// The last message added, or `none` when there is none.
    Mark mark(Mark none) {
        StoredBatch present = last;
        return present == null ? none : Mark.of(present, lastIndex);
    }

    Range build() {
        return new Range(from, to, messages, leastMicros, latestMicros, severities, BloomFilter.of(words.toArray()));
    }
}
