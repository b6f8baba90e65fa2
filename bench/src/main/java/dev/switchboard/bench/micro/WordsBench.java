package dev.switchboard.bench.micro;

import dev.switchboard.message.Batch;
import dev.switchboard.search.Words;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The words of messages, as the index takes them.
@State(Scope.Thread)
public class WordsBench {
    private final Batch batch = Texts.batch();
    private long hashes;

    @Benchmark
    @OperationsPerInvocation(Texts.LINES)
    public long words() {
        for (int i = 0; i < batch.count(); i++) {
            Words.each(batch.payloads(), batch.start(i), batch.end(i), hash -> hashes ^= hash);
        }
        return hashes;
    }
}
