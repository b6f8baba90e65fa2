package dev.switchboard.cli.search;

import dev.switchboard.cli.HelpOption;
import dev.switchboard.search.QueryText;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `switchboard search`: prints the messages that have all these words, the newest first.
@Command(
        name = "search",
        description = "Print the messages that have all these words, one a line, the newest first.",
        sortOptions = false,
        footerHeading = "%n",
        footer = {
            "  switchboard search timeout                     messages with this word",
            "  switchboard search disk* 10.0.0.7              a beginning, and an address",
            "  switchboard search --from -1h --severity err.. of the last hour, err and worse",
            "  switchboard search 'connection reset by peer'  a phrase",
            "  switchboard search '/user=(root|admin)/'       a regular expression",
            "",
            "Exit code 0 when something was found, 1 when nothing was, 2 for anything wrong."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SearchCommand implements Callable<Integer> {
    private static final int LIMIT = 100;
    private static final int EXIT_NOTHING = 1;
    private static final int EXIT_WRONG = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private QueryOptions options;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many messages (default: " + LIMIT + ").")
    private @Nullable Integer limit;

    @Option(names = "--count", description = "Print only how many there are.")
    private boolean count;

    @Option(
            names = {"-f", "--follow"},
            description = "Print them oldest first, then go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--long", description = "Print <CHANNEL #OFFSET TIME SENDER> before each message.")
    private boolean whole;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private HelpOption help;

    /// Runs until everything is printed; with `--follow` until nobody reads it.
    ///
    /// @return 0 when something was found, 1 when nothing was, 2 when it failed
    @Override
    public Integer call() {
        check();
        QueryText.Asked asked = options.asked();
        Form form = options.isJson() ? Form.JSON : whole ? Form.LONG : Form.PLAIN;
        Printed printed = form.printed(asked.query());
        try {
            Source source = options.source();
            if (count) {
                return count(source, asked, printed);
            }
            int most = limit == null ? LIMIT : limit;
            if (follow) {
                new Following(options.remote(), asked.query(), printed).run(source, asked, most);
            } else {
                long _ = source.search(Pages.first(asked, most), false, Pages.printed(most, printed));
            }
            printed.end();
            return printed.count() > 0 ? 0 : EXIT_NOTHING;
        } catch (IOException e) {
            printed.say("switchboard: " + e.getMessage());
            return EXIT_WRONG;
        }
    }

    private int count(Source source, QueryText.Asked asked, Printed printed) throws IOException {
        long[] found = new long[1];
        long _ = source.search(asked.counted(), false, Pages.counted(printed, all -> found[0] = all));
        spec.commandLine().getOut().println(found[0]);
        spec.commandLine().getOut().flush();
        return found[0] > 0 ? 0 : EXIT_NOTHING;
    }

    private void check() {
        if (limit != null && limit < 1) {
            throw options.wrong("--limit wants a number from 1, not " + limit);
        }
        if (count && (follow || limit != null)) {
            throw options.wrong(
                    "--count counts all that there is; leave %s away".formatted(follow ? "--follow" : "--limit"));
        }
        if (follow && options.isOffline()) {
            throw options.wrong("--follow wants a server: files alone do not tell what comes");
        }
    }
}
