package dev.switchboard.cli.search;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.search.Order;
import dev.switchboard.search.QueryText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `switchboard export`: writes all messages that a search finds, the oldest first.
@Command(
        name = "export",
        description = "Write all messages that a search finds, one a line, the oldest first.",
        sortOptions = false,
        footerHeading = "%n",
        footer = {
            "A message with a line feed in it makes two lines; with --json it is one. From a",
            "server a line feed comes as \\n, and times in milliseconds; --data has both as",
            "they are.",
            "Exit code 0 when all is written, even when that is nothing, 1 when it is not,",
            "2 for wrong usage."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ExportCommand implements Callable<Integer> {
    @Mixin
    private QueryOptions options;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Runs until everything is written, or nobody reads it.
    ///
    /// @return 0; 1 when messages are missing or cut, which is told
    /// @throws IOException when not everything could be found or written
    @Override
    public Integer call() throws IOException {
        QueryText.Asked asked = options.asked().in(Order.OLDEST_FIRST);
        Form form = options.isJson() ? Form.JSON : Form.PLAIN;
        Printed printed = form.printed(asked.query());
        Pages pages = Pages.printed(Pages.NO_LIMIT, printed);
        try {
            Source source = options.source();
            long _ = source.search(Pages.first(asked, Pages.NO_LIMIT), false, pages);
        } finally {
            boolean _ = printed.flush(); // before what went wrong is told
        }
        printed.end();
        return pages.isComplete() ? 0 : 1;
    }
}
