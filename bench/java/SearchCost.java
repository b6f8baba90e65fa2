import dev.switchboard.journal.Publication;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.journal.disk.Sync;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.search.Order;
import dev.switchboard.search.Page;
import dev.switchboard.search.Query;
import dev.switchboard.search.Search;
import dev.switchboard.search.Severities;
import dev.switchboard.search.WantedText;
import dev.switchboard.search.WordIndex;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an index of words costs and brings: fills a journal with lines like those of syslog, waits until it is
/// compressed and indexed, and asks it. The lines also go to a file, for `grep`.
final class SearchCost {
    static final String RARE = "quixotry7";
    private static final long FIRST_MICROS = 1_795_219_200_000_000L; // 2026-11-21T00:00:00Z
    private static final int LINES_PER_BATCH = 100;
    private static final int BATCHES_ON_THE_WAY = 64;
    private static final int RARE_LINES = 7;
    private static final long HOUR_MICROS = 3_600_000_000L;

    /// Arguments: a directory on the disk to measure, lines, rounds.
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (DiskJournal journal = DiskJournal.open(
                directory.resolve("data"), JournalOptions.DEFAULT.with(Sync.NONE), SearchCost::tell, () -> {})) {
            if (journal.endOffset() == 0) {
                fill(journal, directory.resolve("lines"), count);
            }
            awaitCompressed(directory.resolve("data"));
            long begun = System.nanoTime();
            try (WordIndex index = WordIndex.open(directory.resolve("data/search"), journal, System.err::println)) {
                awaitIndexed(journal, index);
                double seconds = (System.nanoTime() - begun) / 1e9;
                double cpu = cpuSeconds("search-index");
                long offsets = journal.endOffset();
                System.out.printf(
                        "indexed: %,d messages, %.1f s, %.2f us of CPU each%n", offsets, seconds, cpu * 1e6 / offsets);
                sizes(directory);
                ask(Search.over(journal, index), journal, rounds);
            }
        }
    }

    private static void tell(dev.switchboard.journal.disk.JournalEvent event) {
        if (event instanceof dev.switchboard.journal.disk.JournalEvent.UpkeepFailed
                || event instanceof dev.switchboard.journal.disk.JournalEvent.Defect) {
            System.err.println(event);
        }
    }

    private static void ask(Search search, DiskJournal journal, int rounds) throws Exception {
        long span = journal.endOffset() / 300 * 1_000_000; // 300 messages a second, as in fill
        long from = FIRST_MICROS + span / 2;
        page(search, rounds, "rare word", query(RARE));
        page(search, rounds, "absent word", query("zzyzx0"));
        page(search, rounds, "common word, first page", query("failed"));
        page(search, rounds, "two words", query("failed", "user=rubi"));
        page(search, rounds, "host", new Query(
                null, Long.MIN_VALUE, Long.MAX_VALUE, Severities.ANY, "host42.example.net", new WantedText.Anything()));
        page(search, rounds, "an hour, first page", between(from, from + HOUR_MICROS, new WantedText.Anything()));
        page(search, rounds, "a word in an hour", between(from, from + HOUR_MICROS, query("failed").text()));
        page(search, rounds, "pattern, first page", between(
                Long.MIN_VALUE, Long.MAX_VALUE, new WantedText.Matching(Pattern.compile("duration=1[0-9]{3}us"))));
        count(search, rounds, "count an hour", between(from, from + HOUR_MICROS, new WantedText.Anything()));
        count(search, rounds, "count a rare word", query(RARE));
        count(search, Math.min(rounds, 3), "count a common word", query("failed"));
    }

    private static Query query(String... words) {
        List<WantedText.Term> terms =
                Stream.of(words).map(word -> new WantedText.Term(word, false)).toList();
        return between(Long.MIN_VALUE, Long.MAX_VALUE, new WantedText.Terms(terms));
    }

    private static Query between(long from, long to, WantedText text) {
        return new Query(null, from, to, Severities.ANY, null, text);
    }

    private interface Asked {
        long run() throws Exception;
    }

    private static void page(Search search, int rounds, String what, Query query) throws Exception {
        show(what, rounds, () -> {
            Page page = search.page(query, Order.NEWEST_FIRST, Long.MAX_VALUE, 100, 4 << 20, () -> true);
            return page.found().size();
        });
    }

    private static void count(Search search, int rounds, String what, Query query) throws Exception {
        show(what, rounds, () -> search.count(query, () -> true));
    }

    private static void show(String what, int rounds, Asked asked) throws Exception {
        double[] millis = new double[rounds];
        long found = 0;
        for (int i = 0; i < rounds; i++) {
            long begun = System.nanoTime();
            found = asked.run();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "%-26s %,12d found, first %8.1f ms, median %8.1f ms, least %8.1f ms%n",
                what, found, first, millis[rounds / 2], millis[0]);
    }

    private static void fill(DiskJournal journal, Path file, int count) throws Exception {
        Lines lines = new Lines();
        Semaphore free = new Semaphore(BATCHES_ON_THE_WAY);
        long begun = System.nanoTime();
        try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int done = 0; done < count; done += LINES_PER_BATCH) {
                ByteArrayOutputStream payloads = new ByteArrayOutputStream();
                int[] ends = new int[LINES_PER_BATCH];
                for (int i = 0; i < LINES_PER_BATCH; i++) {
                    boolean rare = (done + i) % (count / RARE_LINES) == count / RARE_LINES / 2;
                    byte[] line = lines.next(rare ? RARE : "").getBytes(StandardCharsets.UTF_8);
                    payloads.writeBytes(line);
                    ends[i] = payloads.size();
                    plain.write(line);
                    plain.write('\n');
                }
                long micros = FIRST_MICROS + done * 1_000_000L / 300;
                Batch batch = new Batch(
                        ChannelName.of("syslog").orElseThrow(), new Sender("10.0.0.7:5514"), null, micros,
                        payloads.toByteArray(), ends, LINES_PER_BATCH);
                free.acquire();
                journal.append(told(batch, free));
            }
        }
        free.acquire(BATCHES_ON_THE_WAY);
        System.out.printf("written: %,d lines in %.1f s%n", count, (System.nanoTime() - begun) / 1e9);
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
                throw new IllegalStateException(problem);
            }
        };
    }

    private static void awaitCompressed(Path data) throws Exception {
        int plain;
        do {
            Thread.sleep(200);
            try (Stream<Path> files = Files.list(data)) {
                plain = (int) files.filter(path -> path.toString().endsWith(".segment")).count();
            }
        } while (plain > 1);
    }

    private static void awaitIndexed(DiskJournal journal, WordIndex index) throws Exception {
        while (index.offsets() < journal.endOffset() - (1 << 15)) {
            Thread.sleep(20);
        }
    }

    private static double cpuSeconds(String name) {
        var threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals(name)) {
                return threads.getThreadCpuTime(id) / 1e9;
            }
        }
        return 0;
    }

    private static void sizes(Path directory) throws Exception {
        long plain = Files.size(directory.resolve("lines"));
        long index = bytes(directory.resolve("data/search"));
        long journal = bytes(directory.resolve("data"));
        System.out.printf(
                "lines %,d MB, journal on disk %,d MB, index %,d MB (%.1f %% of the lines)%n",
                plain / 1_000_000, journal / 1_000_000, index / 1_000_000, 100.0 * index / plain);
    }

    private static long bytes(Path directory) throws Exception {
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /// Lines like those of syslog, about 200 bytes each, of hosts, programs, addresses, numbers and 20,000 words, of
    /// which some are much more frequent than others.
    private static final class Lines {
        private static final String[] PROGRAMS = {
            "sshd", "nginx", "kernel", "postgres", "cron", "systemd", "dhcpd", "named", "app-api", "haproxy",
            "postfix/smtpd", "java"
        };
        private static final String[] DONE = {
            "accepted", "refused", "timed out", "closed", "opened", "retrying", "failed", "completed", "queued",
            "dropped"
        };
        private static final int WORDS = 20_000;

        private final SplittableRandom random = new SplittableRandom(1);
        private final String[] words = new String[WORDS];
        private long made;

        Lines() {
            for (int i = 0; i < WORDS; i++) {
                StringBuilder word = new StringBuilder();
                for (int syllables = 2 + random.nextInt(3); syllables > 0; syllables--) {
                    word.append("bcdfghklmnprstvw".charAt(random.nextInt(16)));
                    word.append("aeiou".charAt(random.nextInt(5)));
                }
                words[i] = word.toString();
            }
            words[0] = "rubi";
        }

        String next(String rare) {
            long second = made++ / 300;
            StringBuilder line = new StringBuilder(240);
            line.append('<').append(random.nextInt(24) * 8 + (random.nextInt(100) < 5 ? 3 : 6)).append(">1 ");
            line.append(java.time.Instant.ofEpochSecond(FIRST_MICROS / 1_000_000 + second)).append(" host");
            line.append(random.nextInt(200)).append(".example.net ");
            line.append(PROGRAMS[(int) (Math.pow(random.nextDouble(), 2) * PROGRAMS.length)]).append(' ');
            line.append(1000 + random.nextInt(30_000)).append(" - - ").append(rare).append(rare.isEmpty() ? "" : " ");
            text(line);
            for (int length = 185 + random.nextInt(30); line.length() < length; ) {
                line.append(word()).append(' ');
            }
            return line.toString();
        }

        private void text(StringBuilder line) {
            switch (random.nextInt(4)) {
                case 0 -> line.append("connection from ").append(address()).append(':').append(random.nextInt(65_536))
                        .append(' ').append(done()).append(" user=").append(word()).append(" after ")
                        .append(random.nextInt(5000)).append(" ms, ");
                case 1 -> line.append(address()).append(" \"GET /").append(word()).append('/').append(word())
                        .append("?id=").append(random.nextInt(1_000_000)).append(" HTTP/1.1\" ")
                        .append(random.nextInt(10) == 0 ? 500 : 200).append(' ').append(random.nextInt(100_000))
                        .append(' ');
                case 2 -> line.append("request_id=").append(Long.toHexString(random.nextLong())).append(" status=")
                        .append(done()).append(" duration=").append(random.nextInt(2000)).append("us ");
                default -> line.append('[').append(word()).append("] ").append(done()).append(" job ")
                        .append(random.nextInt(100_000)).append(": ");
            }
        }

        private String done() {
            return DONE[random.nextInt(DONE.length)];
        }

        private String word() {
            return words[(int) (Math.pow(random.nextDouble(), 4) * WORDS)];
        }

        private String address() {
            return "10.%d.%d.%d".formatted(random.nextInt(4), random.nextInt(64), random.nextInt(256));
        }
    }
}
