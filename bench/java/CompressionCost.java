import com.github.luben.zstd.Zstd;
import dev.switchboard.journal.Publication;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.journal.disk.Retention;
import dev.switchboard.journal.disk.StoredJournal;
import dev.switchboard.journal.disk.PathDisk;
import dev.switchboard.journal.disk.Sync;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// What compression saves and costs, for lines like those of syslog: zstd by itself, by level and size of frame; then a
/// journal that is written to with and without it, in turns.
final class CompressionCost {
    private static final String[] PROGRAMS = {"sshd", "cron", "kernel", "postfix/smtpd", "nginx", "systemd", "named"};
    private static final String[] TEXTS = {
        "Accepted publickey for user%d from 10.%d.%d.%d port %d ssh2",
        "Failed password for invalid user admin%d from 10.%d.%d.%d port %d",
        "connect from mail%d.example.org[10.%d.%d.%d]:%d",
        "GET /api/v1/items/%d HTTP/1.1 200 client 10.%d.%d.%d %d",
        "Started session %d of 10.%d.%d.%d unit %d",
        "query: host%d.example.net IN A + (10.%d.%d.%d) id %d"
    };
    private static final int LINES_PER_BATCH = 100;
    private static final int BATCHES_ON_THE_WAY = 64;

    /// Arguments: an empty directory on the disk to measure, lines, rounds.
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        byte[][] lines = lines(Integer.parseInt(arguments[1]));
        zstd(lines);
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            for (int i = 0; i < 2; i++) {
                boolean compressed = (round + i) % 2 == 0;
                journal(directory.resolve(round + "-" + compressed), lines, compressed ? 256 << 10 : 0, round);
            }
        }
    }

    private static byte[][] lines(int count) {
        Random random = new Random(1);
        byte[][] lines = new byte[count][];
        for (int i = 0; i < count; i++) {
            String text = TEXTS[random.nextInt(TEXTS.length)].formatted(
                    random.nextInt(5000), random.nextInt(256), random.nextInt(256), random.nextInt(256),
                    random.nextInt(65536));
            lines[i] = "<%d>Nov 21 12:%02d:%02d host%d %s[%d]: %s".formatted(
                    random.nextInt(190), i / 60_000 % 60, i / 1000 % 60, random.nextInt(50),
                    PROGRAMS[random.nextInt(PROGRAMS.length)], random.nextInt(30_000), text)
                    .getBytes(StandardCharsets.UTF_8);
        }
        return lines;
    }

    private static void zstd(byte[][] lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.writeBytes(line);
            out.write('\n');
        }
        byte[] all = out.toByteArray();
        for (int frame : new int[] {64 << 10, 256 << 10, 1 << 20}) {
            for (int level : new int[] {1, 3, 6, 9}) {
                byte[] compressed = new byte[(int) Zstd.compressBound(frame)];
                byte[] back = new byte[frame];
                long bytes = 0;
                long packing = 0;
                long unpacking = 0;
                for (int at = 0; at < all.length; at += frame) {
                    int length = Math.min(frame, all.length - at);
                    long before = System.nanoTime();
                    int packed = (int) Zstd.compressByteArray(compressed, 0, compressed.length, all, at, length, level);
                    long between = System.nanoTime();
                    Zstd.decompressByteArray(back, 0, length, compressed, 0, packed);
                    unpacking += System.nanoTime() - between;
                    packing += between - before;
                    bytes += packed;
                }
                System.out.printf("zstd frame=%dKiB level=%d ratio=%.2f compress=%.0fMB/s decompress=%.0fMB/s%n",
                        frame >> 10, level, (double) all.length / bytes, all.length * 1e3 / packing,
                        all.length * 1e3 / unpacking);
            }
        }
    }

    private static void journal(Path directory, byte[][] lines, int frameBytes, int round) throws Exception {
        var options = new JournalOptions(Sync.FORCE, Retention.ALL, 64 << 20, 4 << 20, 8 << 20, frameBytes);
        List<Batch> batches = batches(lines);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        long end;
        long done;
        try (DiskJournal journal = DiskJournal.open(directory, options, event -> {}, () -> {})) {
            Semaphore window = new Semaphore(BATCHES_ON_THE_WAY);
            for (int repeat = 0; repeat < 10; repeat++) {
                for (Batch batch : batches) {
                    window.acquire();
                    journal.append(new Appended(batch, window));
                }
            }
            window.acquire(BATCHES_ON_THE_WAY);
            end = System.nanoTime();
            done = cpuNanos();
            while (frameBytes > 0 && plainSegments(directory) > 1) {
                Thread.sleep(50);
            }
        }
        long all = System.nanoTime();
        StoredJournal stored = StoredJournal.open(new PathDisk(directory));
        double messages = stored.endOffset();
        System.out.printf(
                "journal round=%d compressed=%b rate=%.0f/s cpu=%.2fus/message afterwards: seconds=%.1f "
                        + "cpu=%.2fus/message, bytes=%d plain=%d ratio=%.2f%n",
                round, frameBytes > 0, messages * 1e9 / (end - start), (done - cpu) / 1e3 / messages,
                (all - end) / 1e9, (cpuNanos() - done) / 1e3 / messages, stored.fileBytes(), stored.plainBytes(),
                (double) stored.plainBytes() / stored.fileBytes());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static List<Batch> batches(byte[][] lines) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from + LINES_PER_BATCH <= lines.length; from += LINES_PER_BATCH) {
            ByteArrayOutputStream payloads = new ByteArrayOutputStream();
            int[] ends = new int[LINES_PER_BATCH];
            for (int i = 0; i < LINES_PER_BATCH; i++) {
                payloads.writeBytes(lines[from + i]);
                ends[i] = payloads.size();
            }
            batches.add(new Batch(ChannelName.MAIN, new Sender("127.0.0.1:50123"), null, 1_763_726_400_000_000L,
                    payloads.toByteArray(), ends, LINES_PER_BATCH));
        }
        return batches;
    }

    private static long plainSegments(Path directory) {
        return Arrays.stream(directory.toFile().list()).filter(name -> name.endsWith(".segment")).count();
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private record Appended(Batch batch, Semaphore window) implements Publication {
        @Override
        public void stored(StoredBatch stored) {
            window.release();
        }

        @Override
        public void refused(String problem) {
            throw new IllegalStateException(problem);
        }
    }
}
