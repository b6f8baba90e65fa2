package dev.switchboard.journal.disk;

import java.util.Arrays;
import java.util.BitSet;

/// Where one segment has what, by blocks of some 64 KiB. Grows at its end while the segment does; thread-safe.
///
/// Channels are numbers of [ChannelIds].
final class BlockIndex {
    private static final int[] NONE = {};

    private int size;
    private int[] positions = new int[16];
    private long[] firstOffsets = new long[16];
    /// The latest time in a block and those before it.
    private long[] latestMicros = new long[16];
    /// Sorted; of the last block nothing yet while it grows, since it is in `open` then.
    private int[][] channels = new int[16][];

    private BitSet open = new BitSet();
    private boolean growing;
    private final BitSet all = new BitSet();
    /// The blocks that any channel may be in, since some of them could not be read.
    private final BitSet damaged = new BitSet();

    private long endPosition = SegmentHeader.AREA_BYTES;
    private long latest = Long.MIN_VALUE;

    /// Adds the next record.
    synchronized void add(long position, int length, long offset, long micros, int channel) {
        beginBlockIfDue(position, offset);
        openLast();
        open.set(channel);
        all.set(channel);
        latest = Math.max(latest, micros);
        latestMicros[size - 1] = latest;
        endPosition = position + length;
    }

    /// Adds bytes that could not be read where the record with this offset was to be.
    synchronized void addDamage(long position, long to, long offset) {
        beginBlockIfDue(position, offset);
        damaged.set(size - 1);
        latestMicros[size - 1] = latest;
        endPosition = to;
    }

    /// Adds a block as it was written to a file.
    ///
    /// @param ids of the channels in it, which are taken over
    synchronized void addBlock(long position, long offset, long micros, int[] ids, boolean isDamaged) {
        beginBlock(position, offset);
        latest = micros;
        latestMicros[size - 1] = micros;
        damaged.set(size - 1, isDamaged);
        Arrays.sort(ids);
        channels[size - 1] = ids;
        for (int id : ids) {
            all.set(id);
        }
    }

    /// Bytes behind the last record that are not to be read as messages: marks.
    synchronized void endAt(long position) {
        endPosition = position;
    }

    private void beginBlockIfDue(long position, long offset) {
        if (size == 0 || position - positions[size - 1] >= Block.BYTES) {
            beginBlock(position, offset);
        }
    }

    private void beginBlock(long position, long offset) {
        closeLast();
        if (size == positions.length) {
            int grown = size * 2;
            positions = Arrays.copyOf(positions, grown);
            firstOffsets = Arrays.copyOf(firstOffsets, grown);
            latestMicros = Arrays.copyOf(latestMicros, grown);
            channels = Arrays.copyOf(channels, grown);
        }
        positions[size] = Math.toIntExact(position);
        firstOffsets[size] = offset;
        channels[size] = NONE;
        size++;
    }

    private void closeLast() {
        if (growing) {
            channels[size - 1] = open.stream().toArray();
            open = new BitSet();
            growing = false;
        }
    }

    /// The last block may have been read from a file.
    private void openLast() {
        if (!growing) {
            Arrays.stream(channels[size - 1]).forEach(open::set);
            growing = true;
        }
    }

    private boolean isOpen(int block) {
        return growing && block == size - 1;
    }

    synchronized int size() {
        return size;
    }

    synchronized long endPosition() {
        return endPosition;
    }

    /// The latest time of a message here; the least number when there is none.
    synchronized long latestMicros() {
        return latest;
    }

    /// The latest time of a message in this block and those before it.
    synchronized long latestMicros(int block) {
        return latestMicros[block];
    }

    /// All channels here.
    synchronized BitSet channels() {
        return (BitSet) all.clone();
    }

    /// The channels that are known to be in a block, sorted.
    synchronized int[] channels(int block) {
        return isOpen(block) ? open.stream().toArray() : channels[block].clone();
    }

    /// Whether any channel may be in a block.
    synchronized boolean isDamaged(int block) {
        return damaged.get(block);
    }

    synchronized boolean mayHold(int channel) {
        return !damaged.isEmpty() || (channel >= 0 && all.get(channel));
    }

    /// The block at this place, from 0.
    synchronized Block block(int block) {
        long end = block == size - 1 ? endPosition : positions[block + 1];
        return new Block(positions[block], end, firstOffsets[block]);
    }

    /// The place of the last block that begins at this offset or before; -1 when there is none.
    synchronized int floor(long offset) {
        int found = Arrays.binarySearch(firstOffsets, 0, size, offset);
        return found >= 0 ? found : -found - 2;
    }

    /// The place of the first block, from this one on, that may hold the channel; [#size()] when there is none.
    synchronized int nextWith(int channel, int from) {
        int block = from;
        while (block < size && !holds(block, channel)) {
            block++;
        }
        return block;
    }

    /// The place of the last block, from this one backwards, that may hold the channel; -1 when there is none.
    synchronized int previousWith(int channel, int from) {
        int block = from;
        while (block >= 0 && !holds(block, channel)) {
            block--;
        }
        return block;
    }

    private boolean holds(int block, int channel) {
        if (damaged.get(block)) {
            return true;
        }
        return isOpen(block) ? channel >= 0 && open.get(channel) : Arrays.binarySearch(channels[block], channel) >= 0;
    }
}
