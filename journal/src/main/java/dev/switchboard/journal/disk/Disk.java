package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The directory that a journal lives in, as far as the journal uses it; a test can bring one that forgets, tears and
/// fails. Thread-safe. Its text names the directory.
public interface Disk {
    /// What disks write as one, and file systems keep as one, for the most part; a power of 2.
    int BLOCK_BYTES = 4 << 10;

    /// The names of all files, in no order.
    List<String> list() throws IOException;

    /// Opens a new file to read and write; one that has the name is emptied. It is only sure to be there after
    /// [#forceNames()].
    DiskFile create(String name) throws IOException;

    /// Opens a file to read and write.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is none
    DiskFile open(String name) throws IOException;

    /// Opens a new file to append to, which otherwise is like [#create(String)]. It is for what is forced often and
    /// seldom read: that may then not stay in memory.
    default AppendFile createToAppend(String name) throws IOException {
        return create(name);
    }

    /// Opens a file to append to, as with [#createToAppend(String)].
    ///
    /// @throws java.nio.file.NoSuchFileException when there is none
    default AppendFile openToAppend(String name) throws IOException {
        return open(name);
    }

    /// Opens a file to read. It can be read to its end even when its name is deleted meanwhile.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is none
    DiskFile openToRead(String name) throws IOException;

    /// Deletes a file, if it is there. Sure only after [#forceNames()].
    void delete(String name) throws IOException;

    /// Renames a file, replacing what has the new name, in one step. Sure only after [#forceNames()].
    void rename(String from, String to) throws IOException;

    /// Makes created, renamed and deleted names durable.
    void forceNames() throws IOException;

    /// Takes the directory for one writer, until closed or the program ends.
    ///
    /// @throws JournalInUseException when another one has it
    Hold hold() throws IOException;

    /// The right to write.
    @FunctionalInterface
    interface Hold extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /// An open file that is written from front to back, by one writer.
    interface AppendFile extends AutoCloseable {
        /// Writes all that remains in the buffer at this position, extending the file as needed. What is behind it must
        /// be zeros: up to [#BLOCK_BYTES] of them may be written along.
        void write(ByteBuffer bytes, long position) throws IOException;

        /// Cuts the file to this size.
        void truncate(long size) throws IOException;

        /// Makes all that was written durable. After a failure nothing may be assumed of what was written since the
        /// last success, and forcing again proves nothing.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// An open file. Reads may come from many threads at once, with one writer.
    interface DiskFile extends AppendFile {
        /// Writes all that remains in the buffer at this position, and nothing else, extending the file as needed.
        @Override
        void write(ByteBuffer bytes, long position) throws IOException;

        /// Reads into the buffer from this position; returns the number of bytes, -1 at the end of the file.
        int read(ByteBuffer bytes, long position) throws IOException;

        /// The file's size in bytes.
        long size() throws IOException;
    }
}
