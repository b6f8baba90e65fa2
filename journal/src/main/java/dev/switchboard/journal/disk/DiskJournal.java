package dev.switchboard.journal.disk;

import dev.switchboard.journal.Journal;
import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.Publication;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The journal in a directory of this machine. What `stored` promises is told by [Sync]; what is kept, by [Retention].
///
/// Three threads, all daemons: `journal-committer` writes, forces and calls publications back, unless a lone one is
/// decided by the thread that asks for it ([#decide]); `journal-upkeep` writes indexes, prepares segments and removes
/// old ones; `journal-compressor` compresses full ones. When the disk fails or is full, publications are refused with
/// the problem, nothing that was stored is lost, and the next publication tries again.
///
/// A batch with more than 64 MiB is refused. See `docs/journal-format.md`.
public final class DiskJournal implements Journal {
    private final Disk.Hold hold;
    private final Journaled journaled;
    private final Compressor compressor;
    private final Upkeep upkeep;
    private final Committer committer;
    private final Indexes indexes;
    private final Lookup lookup;
    private boolean closed;

    private DiskJournal(Disk.Hold hold, Opening.Opened opened, Runnable giveWay, Runnable afterGroup) {
        this.hold = hold;
        this.journaled = opened.journaled();
        this.compressor = new Compressor(journaled, giveWay);
        this.upkeep = new Upkeep(journaled, giveWay, compressor::wake);
        SegmentWriter writer = opened.writer();
        Tail tail = new Tail(journaled, upkeep, writer, opened.lastNumber());
        this.committer = new Committer(journaled, tail, writer.segment().endOffset(), afterGroup);
        this.indexes = new Indexes(journaled.disk(), journaled.ids());
        this.lookup = new Lookup(journaled.disk(), journaled.segments(), indexes, journaled.ids());
    }

    /// Opens the journal in a directory, which is made if it is not there, and brings it into order after a crash.
    ///
    /// @param events where it tells what happens, from now on
    /// @param afterGroup run on the journal's thread after the callbacks of each group; quick, not throwing
    /// @throws JournalInUseException when another server writes there
    /// @throws IOException when the disk fails, or files of different journals are mixed
    public static DiskJournal open(Path directory, JournalOptions options, JournalEvents events, Runnable afterGroup)
            throws IOException {
        return open(directory, options, events, () -> {}, afterGroup);
    }

    /// The same, on a machine where threads can be told to leave the processor to others.
    ///
    /// @param giveWay tells the thread that runs it so; run by threads that nobody waits for, any number of times
    public static DiskJournal open(
            Path directory, JournalOptions options, JournalEvents events, Runnable giveWay, Runnable afterGroup)
            throws IOException {
        return open(PathDisk.in(directory), options, events, DiskJournal::nowMicros, giveWay, afterGroup);
    }

    /// Opens the journal on a disk.
    public static DiskJournal open(
            Disk disk, JournalOptions options, JournalEvents events, MicrosClock clock, Runnable afterGroup)
            throws IOException {
        return open(disk, options, events, clock, () -> {}, afterGroup);
    }

    private static DiskJournal open(
            Disk disk,
            JournalOptions options,
            JournalEvents events,
            MicrosClock clock,
            Runnable giveWay,
            Runnable afterGroup)
            throws IOException {
        Disk.Hold hold = disk.hold();
        DiskJournal journal;
        try {
            Opening.Opened opened = new Opening(disk, options, events, clock).open();
            journal = new DiskJournal(hold, opened, giveWay, afterGroup);
        } catch (IOException | RuntimeException e) {
            hold.close();
            throw e;
        }
        journal.compressor.start();
        journal.upkeep.start();
        journal.committer.start();
        return journal;
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public void append(Publication publication) {
        committer.append(publication);
    }

    @Override
    public void enqueue(Publication publication) {
        committer.enqueue(publication);
    }

    @Override
    public void decide() {
        committer.decide();
    }

    @Override
    public long waitingBytes() {
        return committer.waitingBytes();
    }

    @Override
    public long startOffset() {
        long end = committer.endOffset();
        var all = journaled.segments().all();
        return all.isEmpty() ? end : all.getFirst().firstOffset();
    }

    @Override
    public long endOffset() {
        return committer.endOffset();
    }

    @Override
    public JournalReader read(@Nullable ChannelName channel, long offset) {
        return new DiskReader(
                journaled.disk(),
                journaled.segments(),
                indexes,
                journaled.ids(),
                committer::endOffset,
                channel,
                offset);
    }

    @Override
    public long lastOffset(ChannelName channel, int count) throws IOException {
        return lookup.last(channel, count, committer.endOffset());
    }

    @Override
    public long offsetAt(long epochMicros) throws IOException {
        return lookup.at(epochMicros, committer.endOffset());
    }

    @Override
    public long producerCount(ProducerId producer) {
        return journaled.producers().count(producer);
    }

    /// Does the work in the background that is due; returns when it is done.
    void tidyNow() {
        upkeep.tidyNow();
    }

    /// Compresses what can be; returns when it is done.
    void compressNow() {
        compressor.compressNow();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        committer.stop();
        compressor.close();
        upkeep.close();
        try {
            hold.close();
        } catch (IOException e) {
            journaled.events().on(new JournalEvent.UpkeepFailed("release the journal", Problems.of(e)));
        }
    }
}
