package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A disk that counts what is read of each file. Thread-safe.
final class CountingDisk implements Disk {
    private final Disk disk;
    private final Map<String, Long> read = new TreeMap<>();

    CountingDisk(Disk disk) {
        this.disk = disk;
    }

    /// The bytes read of each file since the last call; of files that were opened, too, if none was.
    synchronized Map<String, Long> takeRead() {
        Map<String, Long> taken = new TreeMap<>(read);
        read.clear();
        return taken;
    }

    private synchronized void count(String name, int bytes) {
        read.merge(name, (long) Math.max(0, bytes), Long::sum);
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new Counted(name, disk.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new Counted(name, disk.open(name));
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return new Counted(name, disk.openToRead(name));
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void forceNames() throws IOException {
        disk.forceNames();
    }

    @Override
    public Hold hold() throws IOException {
        return disk.hold();
    }

    private final class Counted implements DiskFile {
        private final String name;
        private final DiskFile file;

        Counted(String name, DiskFile file) {
            this.name = name;
            this.file = file;
            count(name, 0);
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            file.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            int count = file.read(bytes, position);
            count(name, count);
            return count;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
