package dev.switchboard.server.lines;

import dev.switchboard.journal.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A disk whose forces take until the test lets go of them, or fail. What is written is on a real file system.
final class HeldDisk implements Disk {
    private final Disk disk;
    private boolean held;
    private boolean failing;
    private int waiting;

    HeldDisk(Disk disk) {
        this.disk = disk;
    }

    /// From now on, forces wait.
    synchronized void keep() {
        held = true;
    }

    /// Lets forces go on, those of now and those to come.
    synchronized void release() {
        held = false;
        notifyAll();
    }

    /// Whether forces fail.
    synchronized void failing(boolean fail) {
        failing = fail;
    }

    /// Returns when something is written and its force waits.
    synchronized void awaitWaiting() throws InterruptedException {
        while (waiting == 0) {
            wait();
        }
    }

    private synchronized void pass() throws IOException {
        waiting++;
        notifyAll();
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
        }
        if (failing) {
            throw new IOException("the cable is out");
        }
    }

    private DiskFile held(DiskFile file) {
        return new HeldFile(file);
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return held(disk.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return held(disk.open(name));
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return disk.openToRead(name);
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

    private final class HeldFile implements DiskFile {
        private final DiskFile file;

        HeldFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            file.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
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
            pass();
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
