package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// A file that reports will be written to, opened before they are there, so that a wrong name is known at once.
public final class ReportFile {
    private final OutputStream out;
    private final Form form;

    private interface Form {
        void write(List<Report> reports, OutputStream out) throws IOException;
    }

    private ReportFile(Path file, Form form) throws IOException {
        try {
            this.out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw new IOException("cannot write %s: %s".formatted(file, reason(e)), e);
        }
        this.form = form;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such directory";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    /// One object, or an array of several.
    ///
    /// @throws IOException when it cannot be written
    public static ReportFile json(Path file) throws IOException {
        return new ReportFile(file, (reports, out) -> {
            if (reports.size() == 1) {
                JsonReport.write(reports.getFirst(), out);
            } else {
                JsonReport.writeAll(reports, out);
            }
        });
    }

    /// One page.
    ///
    /// @throws IOException when it cannot be written
    public static ReportFile html(Path file) throws IOException {
        return new ReportFile(file, ReportFile::writePage);
    }

    private static void writePage(List<Report> reports, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (reports.size() == 1) {
            HtmlPage.write(reports.getFirst(), text);
        } else {
            HtmlPage.writeAll("Switchboard lab", reports, text);
        }
        text.flush();
    }

    /// Writes the file, once.
    public void write(List<Report> reports) throws IOException {
        try (out) {
            form.write(reports, out);
        }
    }
}
