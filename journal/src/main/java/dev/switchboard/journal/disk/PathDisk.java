package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory of the file system.
///
/// A thread that is interrupted while it reads or writes closes the file under its hands, as channels do; so a file is
/// never shared between a writer and readers.
public final class PathDisk implements Disk {
    /// Directories that this program holds. A lock of the kernel belongs to the whole process, and closing any
    /// descriptor of the file would release it, so it must not even be tried twice.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /// Past the page cache (`O_DIRECT`); nothing where the JDK does not have it. Found by name, since the compiler's
    /// warning of a class that is not promised cannot be suppressed.
    private static final Optional<OpenOption> DIRECT = direct();

    private final Path directory;

    /// A directory that is there, to read.
    public PathDisk(Path directory) {
        this.directory = directory;
    }

    /// A directory that is made if it is not there.
    public static PathDisk in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new PathDisk(directory);
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return open(
                name,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public AppendFile createToAppend(String name) throws IOException {
        create(name).close();
        return openToAppend(name);
    }

    @Override
    public AppendFile openToAppend(String name) throws IOException {
        try {
            if (DIRECT.isPresent() && Files.getFileStore(directory).getBlockSize() <= BLOCK_BYTES) {
                DiskFile direct = open(name, StandardOpenOption.READ, StandardOpenOption.WRITE, DIRECT.get());
                BlockFile file = new BlockFile(direct);
                if (file.works()) {
                    return file;
                }
                direct.close();
            }
        } catch (UnsupportedOperationException | IOException e) {
            // Not every file system has it. What is wrong with the file itself is said below.
        }
        return open(name);
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return open(name, StandardOpenOption.READ);
    }

    private DiskFile open(String name, OpenOption... options) throws IOException {
        return new ChannelFile(FileChannel.open(directory.resolve(name), options));
    }

    private static Optional<OpenOption> direct() {
        try {
            Object[] options =
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
            return Stream.of(options)
                    .map(OpenOption.class::cast)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .findAny();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceNames() throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public Hold hold() throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw new JournalInUseException(directory);
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(
                    directory.resolve(FileNames.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                throw new JournalInUseException(directory);
            }
            FileChannel held = channel;
            return () -> {
                held.close();
                HELD.remove(real);
            };
        } catch (OverlappingFileLockException e) {
            throw new JournalInUseException(directory);
        } finally {
            if (lock == null) {
                close(channel);
                HELD.remove(real);
            }
        }
    }

    private static void close(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private record ChannelFile(FileChannel channel) implements DiskFile {
        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return channel.read(bytes, position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
