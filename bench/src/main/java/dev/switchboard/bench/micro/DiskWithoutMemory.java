package dev.switchboard.bench.micro;

import dev.switchboard.journal.disk.Disk;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;

/// Takes all that is written and keeps nothing of it; never has a file.
final class DiskWithoutMemory implements Disk {
    @Override
    public List<String> list() {
        return List.of();
    }

    @Override
    public DiskFile create(String name) {
        return new Nothing();
    }

    @Override
    public DiskFile open(String name) throws NoSuchFileException {
        throw new NoSuchFileException(name);
    }

    @Override
    public DiskFile openToRead(String name) throws NoSuchFileException {
        throw new NoSuchFileException(name);
    }

    @Override
    public void delete(String name) {}

    @Override
    public void rename(String from, String to) {}

    @Override
    public void forceNames() {}

    @Override
    public Hold hold() {
        return () -> {};
    }

    private static final class Nothing implements DiskFile {
        private long size;

        @Override
        public void write(ByteBuffer bytes, long position) {
            size = Math.max(size, position + bytes.remaining());
            bytes.position(bytes.limit());
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            return -1;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void truncate(long to) {
            size = to;
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }
}
