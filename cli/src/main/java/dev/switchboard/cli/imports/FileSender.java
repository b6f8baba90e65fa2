package dev.switchboard.cli.imports;

import dev.switchboard.cli.send.CountedInput;
import dev.switchboard.client.lines.LinesSender;
import dev.switchboard.client.lines.SendCounts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Files on their way to a sender, one after the other. One thread sends, any may ask.
final class FileSender {
    /// A file of which not all was read.
    ///
    /// @param before how many messages came from the files before it
    /// @param lines how many came from it
    record Broken(ImportFile file, String problem, long before, long lines) {}

    private final List<ImportFile> files;
    private final Places places;
    private final AtomicLong readBytes = new AtomicLong();
    private final List<Broken> broken = new ArrayList<>();
    private volatile boolean atEnd;

    FileSender(List<ImportFile> files, Places places) {
        this.files = files;
        this.places = places;
    }

    /// Sends every line of every file, then finishes the sender; returns early when the sender is over. A file that
    /// breaks does not keep the next ones.
    void sendTo(LinesSender sender) {
        for (ImportFile file : files) {
            if (!send(file, sender)) {
                return;
            }
        }
        atEnd = true;
        var _ = sender.finish();
    }

    /// @return false when the sender is over
    private boolean send(ImportFile file, LinesSender sender) {
        long before = sender.counts().accepted();
        places.begin(file, before);
        try (InputStream stored = new CountedInput(file.open(), readBytes::addAndGet);
                InputStream plain = Compression.plain(stored)) {
            return sender.sendLines(plain);
        } catch (IOException e) {
            SendCounts counts = sender.counts();
            synchronized (broken) {
                broken.add(new Broken(file, String.valueOf(e.getMessage()), before, counts.accepted() - before));
            }
            return true;
        }
    }

    /// How many bytes were read, as they are on the disk.
    long readBytes() {
        return readBytes.get();
    }

    /// Whether all of every file was taken, or could not be read.
    boolean isAtEnd() {
        return atEnd;
    }

    /// The files of which not all was read, in order.
    List<Broken> broken() {
        synchronized (broken) {
            return List.copyOf(broken);
        }
    }
}
