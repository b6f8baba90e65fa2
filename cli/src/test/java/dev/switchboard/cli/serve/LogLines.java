package dev.switchboard.cli.serve;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;

/// The forms of the log's lines.
final class LogLines {
    private LogLines() {}

    /// Any line of a connection that opened under this model.
    static String opened(Model model) {
        return "connection opened peer=\\S+ local=\\S+ protocol=\\w+ model=%s pid=\\d+".formatted(model.word());
    }

    /// Any line of a connection that ended under this model for this reason.
    static String closed(Model model, CloseReason reason) {
        return closed(model.word(), reason.word());
    }

    static String closed(String modelRegex, String reasonRegex) {
        return "connection closed peer=\\S+ local=\\S+ protocol=\\w+ model=(%s) reason=(%s) .+"
                .formatted(modelRegex, reasonRegex);
    }
}
