package dev.switchboard.journal.disk;

import dev.switchboard.message.ChannelName;
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
    private static final long MAGIC = SegmentHeader.word("SWBDINDX");
    private static final int VERSION = 1;

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

    /// The bytes of the file, without CRC: the same for the same segment.
    ByteBuffer content(ChannelIds ids) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        blocks.channels().stream()
                .boxed()
                .sorted(Comparator.comparing(id -> ids.name(id).toString()))
                .forEach(id -> numbers.put(id, numbers.size()));
        Growing out = new Growing();
        out.putLong(MAGIC).putInt(VERSION).putLong(header.number()).putLong(header.salt());
        out.putLong(header.firstOffset()).putLong(endOffset).putLong(blocks.endPosition());
        out.putLong(blocks.latestMicros());
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
        if (in.getLong() != MAGIC
                || in.getInt() != VERSION
                || in.getLong() != header.number()
                || in.getLong() != header.salt()
                || in.getLong() != header.firstOffset()) {
            return Optional.empty();
        }
        long endOffset = in.getLong();
        long endPosition = in.getLong();
        long latestMicros = in.getLong();
        int[] numbers = new int[Growing.count(in, 1)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ids.of(ChannelName.of(Growing.name(in)).orElseThrow(IllegalArgumentException::new));
        }
        Producers producers = ProducersFile.get(in);
        BlockIndex blocks = new BlockIndex();
        int count = Growing.count(in, Integer.BYTES);
        for (int i = 0; i < count; i++) {
            addBlock(in, blocks, numbers);
        }
        blocks.endAt(endPosition);
        boolean sound = !in.hasRemaining() && blocks.latestMicros() == latestMicros;
        return sound ? Optional.of(new IndexFile(header, endOffset, blocks, producers)) : Optional.empty();
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
