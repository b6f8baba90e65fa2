package dev.switchboard.journal.disk;

import dev.switchboard.message.ProducerId;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The index of a full segment as a file: `docs/journal-format.md`, "Index".
///
/// @param producers those in this segment
record IndexFile(SegmentHeader header, long endOffset, BlockIndex blocks, Producers producers) {
    static final long MAGIC = SegmentHeader.word("SWBDINDX");
    static final int VERSION = 2;

    /// Does not say before its blocks whether there is damage; still read.
    static final int VERSION_WITHOUT_DAMAGE = 1;

    private static final int VERSION_AT = 8;

    /// Where in a block its latest time is, its damage, and the count of its channels.
    static final int BLOCK_MICROS_AT = 12;

    static final int BLOCK_DAMAGE_AT = 20;
    static final int BLOCK_CHANNELS_AT = 24;

    /// A block without a channel.
    static final int BLOCK_BYTES_MIN = 28;

    /// Writes it, forced, in one step.
    void write(Disk disk, ChannelIds ids) throws IOException {
        CheckedFile.write(disk, FileNames.index(header.number()), content(ids));
    }

    /// Reads the index of this segment; nothing when there is no valid one.
    static Optional<IndexFile> read(Disk disk, SegmentHeader header, ChannelIds ids) throws IOException {
        Optional<ByteBuffer> bytes = CheckedFile.read(disk, FileNames.index(header.number()));
        try {
            return bytes.flatMap(content -> decode(content, header, ids));
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty(); // The CRC is right, so another version of the program wrote it: make it anew.
        }
    }

    /// Whether a file has this content, in whichever version it was written.
    boolean fits(ByteBuffer content, ChannelIds ids) {
        boolean old = content.remaining() > VERSION_AT + Integer.BYTES
                && content.getInt(VERSION_AT) == VERSION_WITHOUT_DAMAGE;
        return content.equals(content(ids, old ? VERSION_WITHOUT_DAMAGE : VERSION));
    }

    /// The bytes of the file, without CRC: the same for the same segment.
    ByteBuffer content(ChannelIds ids) {
        return content(ids, VERSION);
    }

    /// The same in one of the versions.
    ByteBuffer content(ChannelIds ids, int version) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        blocks.channels().stream()
                .boxed()
                .sorted(Comparator.comparing(id -> ids.name(id).toString()))
                .forEach(id -> numbers.put(id, numbers.size()));
        Growing out = new Growing();
        out.putLong(MAGIC).putInt(version).putLong(header.number()).putLong(header.salt());
        out.putLong(header.firstOffset()).putLong(endOffset).putLong(blocks.endPosition());
        out.putLong(blocks.latestMicros());
        if (version != VERSION_WITHOUT_DAMAGE) {
            out.putInt(blocks.mayHold(ChannelIds.UNKNOWN) ? 1 : 0);
        }
        out.putInt(numbers.size());
        numbers.keySet().forEach(id -> out.putName(ids.name(id).bytes()));
        ProducersFile.put(out, producers);
        out.putInt(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.block(i);
            out.putInt((int) block.position()).putLong(block.firstOffset()).putLong(blocks.latestMicros(i));
            int[] inBlock = blocks.channels(i);
            out.putInt(blocks.isDamaged(i) ? 1 : 0).putInt(inBlock.length);
            Arrays.stream(inBlock)
                    .map(id -> numbers.getOrDefault(id, 0))
                    .sorted()
                    .forEach(out::putInt);
        }
        return out.toBuffer();
    }

    private static Optional<IndexFile> decode(ByteBuffer in, SegmentHeader header, ChannelIds ids) {
        return IndexHead.decode(in, header, ids)
                .flatMap(head -> blocks(in, head)
                        .map(blocks -> new IndexFile(header, head.endOffset(), blocks, head.producers())));
    }

    private static Optional<BlockIndex> blocks(ByteBuffer in, IndexHead head) {
        BlockIndex blocks = new BlockIndex();
        int count = Growing.count(in, BLOCK_BYTES_MIN);
        for (int i = 0; i < count; i++) {
            addBlock(in, blocks, head.ids());
        }
        blocks.endAt(head.endPosition());
        boolean sound = !in.hasRemaining()
                && blocks.latestMicros() == head.latestMicros()
                && head.damage().orElse(blocks.mayHold(ChannelIds.UNKNOWN)) == blocks.mayHold(ChannelIds.UNKNOWN);
        return sound ? Optional.of(blocks) : Optional.empty();
    }

    private static void addBlock(ByteBuffer in, BlockIndex blocks, int[] numbers) {
        int position = in.getInt();
        long offset = in.getLong();
        long micros = in.getLong();
        boolean damaged = in.getInt() != 0;
        int[] inBlock = new int[Growing.count(in, Integer.BYTES)];
        for (int i = 0; i < inBlock.length; i++) {
            int number = in.getInt();
            if (number < 0 || number >= numbers.length) {
                throw new IllegalArgumentException("there is no channel " + number);
            }
            inBlock[i] = numbers[number];
        }
        blocks.addBlock(position, offset, micros, inBlock, damaged);
    }

    /// The producer with this id as it is in bytes.
    static ProducerId producer(String id) {
        return ProducerId.of(id).orElseThrow(IllegalArgumentException::new);
    }
}
