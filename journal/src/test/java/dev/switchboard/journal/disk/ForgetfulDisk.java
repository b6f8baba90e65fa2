package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A disk in memory that writes down every operation, so that what a power cut would leave can be made for every point
/// in time ([Outage]); and that fails when told to. Thread-safe.
final class ForgetfulDisk implements Disk {
    /// What the kernel says.
    static final String FULL = "No space left on device";

    /// What was done, in order.
    sealed interface Operation {
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Write(int file, long position, byte[] bytes, AtomicBoolean lost) implements Operation {
            static Write of(int file, long position, byte[] bytes) {
                return new Write(file, position, bytes, new AtomicBoolean());
            }
        }

        record Truncate(int file, long size) implements Operation {}

        record Force(int file) implements Operation {}

        record Name(String name, int file) implements Operation {}

        record Delete(String name) implements Operation {}

        record Rename(String from, String to) implements Operation {}

        record ForceNames() implements Operation {}
    }

    private final List<Operation> log = new ArrayList<>();
    private final Map<String, Integer> names = new TreeMap<>();
    private final Map<Integer, Content> contents = new HashMap<>();
    private final AtomicBoolean held = new AtomicBoolean();
    private int files;
    private long freeBytes = Long.MAX_VALUE;
    private int writesUntilFailure = Integer.MAX_VALUE;
    private int forcesUntilFailure = Integer.MAX_VALUE;
    private boolean cannotTruncate;
    private boolean inBlocks;

    ForgetfulDisk() {}

    /// A disk that is appended to in blocks, as one is that is written past the page cache.
    static ForgetfulDisk inBlocks() {
        return new ForgetfulDisk().inBlocks(true);
    }

    ForgetfulDisk inBlocks(boolean is) {
        inBlocks = is;
        return this;
    }

    /// A disk with these files, all durable.
    ForgetfulDisk(Map<String, byte[]> content) {
        content.forEach((name, bytes) -> {
            int file = files++;
            names.put(name, file);
            contents.put(file, new Content(bytes));
        });
    }

    /// All operations up to now.
    synchronized List<Operation> log() {
        return List.copyOf(log);
    }

    synchronized int operations() {
        return log.size();
    }

    /// The files as the program sees them.
    synchronized Map<String, byte[]> files() {
        Map<String, byte[]> now = new TreeMap<>();
        names.forEach((name, file) -> now.put(name, content(file).copy()));
        return now;
    }

    /// Whoever held it is gone.
    void crash() {
        held.set(false);
    }

    /// From now on, files can grow by so much.
    synchronized void free(long bytes) {
        freeBytes = bytes;
    }

    /// After so many more, one write fails, and spoils what it was to write to.
    synchronized void failWriteAfter(int writes) {
        writesUntilFailure = writes;
    }

    /// After so many more, one force fails, and what was written since the last one is gone, however often it is
    /// forced.
    synchronized void failForceAfter(int forces) {
        forcesUntilFailure = forces;
    }

    synchronized void failTruncate(boolean fail) {
        cannotTruncate = fail;
    }

    /// Turns one bit of a file round.
    synchronized void flip(String name, int at, int bit) {
        content(names.getOrDefault(name, -1)).bytes[at] ^= (byte) (1 << bit);
    }

    private Content content(int file) {
        Content content = contents.get(file);
        if (content == null) {
            throw new IllegalArgumentException("no file " + file);
        }
        return content;
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        if (freeBytes <= 0) {
            throw new IOException(FULL);
        }
        int file = files++;
        contents.put(file, new Content(new byte[0]));
        names.put(name, file);
        log.add(new Operation.Name(name, file));
        return new Handle(file);
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        Integer file = names.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return new Handle(file);
    }

    @Override
    public AppendFile createToAppend(String name) throws IOException {
        return inBlocks ? new BlockFile(create(name)) : create(name);
    }

    @Override
    public AppendFile openToAppend(String name) throws IOException {
        return inBlocks ? new BlockFile(open(name)) : open(name);
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return open(name);
    }

    @Override
    public synchronized void delete(String name) {
        if (names.remove(name) != null) {
            log.add(new Operation.Delete(name));
        }
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        Integer file = names.remove(from);
        if (file == null) {
            throw new NoSuchFileException(from);
        }
        names.put(to, file);
        log.add(new Operation.Rename(from, to));
    }

    @Override
    public synchronized void forceNames() {
        log.add(new Operation.ForceNames());
    }

    @Override
    public Hold hold() throws IOException {
        if (!held.compareAndSet(false, true)) {
            throw new JournalInUseException(this);
        }
        return () -> held.set(false);
    }

    @Override
    public String toString() {
        return "memory";
    }

    private synchronized void write(int file, ByteBuffer bytes, long position) throws IOException {
        Content content = content(file);
        if (writesUntilFailure-- == 0) {
            byte[] spoilt = new byte[bytes.remaining()];
            Arrays.fill(spoilt, (byte) 0xee);
            content.write(spoilt, position);
            log.add(Operation.Write.of(file, position, spoilt));
            throw new IOException("Input/output error");
        }
        long growth = Math.max(0, position + bytes.remaining() - content.bytes.length);
        byte[] written = new byte[(int) Math.max(0, bytes.remaining() - Math.max(0, growth - freeBytes))];
        boolean full = written.length < bytes.remaining();
        bytes.get(written);
        freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : Math.min(growth, freeBytes);
        content.write(written, position);
        log.add(Operation.Write.of(file, position, written));
        if (full) {
            throw new IOException(FULL);
        }
    }

    private synchronized void truncate(int file, long size) throws IOException {
        if (cannotTruncate) {
            throw new IOException("Input/output error");
        }
        content(file).truncate(size);
        log.add(new Operation.Truncate(file, size));
    }

    private synchronized void force(int file) throws IOException {
        if (forcesUntilFailure-- == 0) {
            loseWrites(file);
            throw new IOException("Input/output error");
        }
        log.add(new Operation.Force(file));
    }

    private void loseWrites(int file) {
        for (int i = log.size() - 1; i >= 0; i--) {
            Operation operation = log.get(i);
            if (operation instanceof Operation.Force force && force.file() == file) {
                break;
            }
            if (operation instanceof Operation.Write write && write.file() == file) {
                write.lost().set(true);
            }
        }
    }

    private synchronized int read(int file, ByteBuffer bytes, long position) {
        byte[] content = content(file).bytes;
        if (position >= content.length) {
            return -1;
        }
        int count = (int) Math.min(bytes.remaining(), content.length - position);
        bytes.put(content, (int) position, count);
        return count;
    }

    private synchronized long size(int file) {
        return content(file).bytes.length;
    }

    /// The bytes of a file.
    static final class Content {
        private byte[] bytes;

        Content(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        void write(byte[] written, long position) {
            int end = (int) position + written.length;
            if (written.length == 0) {
                return;
            }
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, end);
            }
            System.arraycopy(written, 0, bytes, (int) position, written.length);
        }

        void truncate(long size) {
            if (size < bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) size);
            }
        }

        byte[] copy() {
            return bytes.clone();
        }
    }

    private final class Handle implements DiskFile {
        private final int file;

        Handle(int file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            ForgetfulDisk.this.write(file, bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            return ForgetfulDisk.this.read(file, bytes, position);
        }

        @Override
        public long size() {
            return ForgetfulDisk.this.size(file);
        }

        @Override
        public void truncate(long size) throws IOException {
            ForgetfulDisk.this.truncate(file, size);
        }

        @Override
        public void force() throws IOException {
            ForgetfulDisk.this.force(file);
        }

        @Override
        public void close() {}
    }
}
