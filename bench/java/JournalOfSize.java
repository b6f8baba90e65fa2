import dev.switchboard.journal.Publication;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.journal.disk.Retention;
import dev.switchboard.journal.disk.Sync;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Makes a journal whose files have a wanted size, by storing messages in it: nothing is forged. The texts have letters,
/// digits, signs and bytes from 0x80 on at random, so that compressing a segment would save less than a tenth and it stays as it is.
///
/// The journal is written without forcing. Segments that stay plain are put on the journal's own list of these
/// (docs/journal-format.md), so that the server does not try each of them in the background while it is measured.
final class JournalOfSize {
    private static final int MESSAGE_BYTES = 200;
    private static final int MESSAGES_PER_BATCH = 256;
    private static final int BATCHES_ON_THE_WAY = 256;
    private static final int TEXT_BYTES = 64 << 20;
    private static final int PRINTABLE_LEAST = 0x20;

    /// Arguments: a directory, bytes. What is in the directory is added to.
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        fill(directory, Long.parseLong(arguments[1]));
        listPlain(directory);
    }

    private static void fill(Path directory, long bytes) throws Exception {
        byte[] text = text();
        var random = new SplittableRandom(2);
        int[] ends = new int[MESSAGES_PER_BATCH];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = (i + 1) * MESSAGE_BYTES;
        }
        Semaphore free = new Semaphore(BATCHES_ON_THE_WAY);
        var usual = JournalOptions.DEFAULT;
        var options = new JournalOptions(
                Sync.NONE, Retention.ALL, usual.segmentBytesMax(), usual.firstSegmentBytes(), usual.groupBytesMax(), 0);
        try (DiskJournal journal = DiskJournal.open(directory, options, System.err::println, () -> {})) {
            long recordBytes = batch(text, random, ends).payloadBytes() + 4L * MESSAGES_PER_BATCH;
            for (long written = size(directory); written < bytes; written += recordBytes) {
                free.acquire();
                journal.append(told(batch(text, random, ends), free));
            }
            free.acquire(BATCHES_ON_THE_WAY);
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".segment")).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static byte[] text() {
        byte[] text = new byte[TEXT_BYTES];
        new SplittableRandom(1).nextBytes(text);
        for (int i = 0; i < text.length; i++) {
            if ((text[i] & 0xff) < PRINTABLE_LEAST) {
                text[i] |= (byte) 0x80;
            }
        }
        return text;
    }

    private static Batch batch(byte[] text, SplittableRandom random, int[] ends) {
        byte[] payloads = new byte[MESSAGES_PER_BATCH * MESSAGE_BYTES];
        System.arraycopy(text, random.nextInt(text.length - payloads.length), payloads, 0, payloads.length);
        long micros = System.currentTimeMillis() * 1000;
        return new Batch(
                ChannelName.MAIN, new Sender("127.0.0.1:40000"), null, micros, payloads, ends, MESSAGES_PER_BATCH);
    }

    private static Publication told(Batch batch, Semaphore free) {
        return new Publication() {
            @Override
            public Batch batch() {
                return batch;
            }

            @Override
            public void stored(StoredBatch stored) {
                free.release();
            }

            @Override
            public void refused(String problem) {
                System.err.println(problem);
                System.exit(1);
            }
        };
    }

    private static void listPlain(Path directory) throws IOException {
        List<Long> numbers;
        try (Stream<Path> files = Files.list(directory)) {
            numbers = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".segment"))
                    .map(name -> Long.valueOf(name.substring(0, name.indexOf('.'))))
                    .sorted()
                    .toList();
        }
        List<Long> full = numbers.subList(0, numbers.size() - 1);
        ByteBuffer list = ByteBuffer.allocate(20 + 8 * full.size());
        list.put("SWBDPLAI".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(1).putInt(full.size());
        full.forEach(list::putLong);
        CRC32C crc = new CRC32C();
        crc.update(list.array(), 0, list.position());
        list.putInt((int) crc.getValue());
        Files.write(directory.resolve("plain"), list.array());
    }
}
