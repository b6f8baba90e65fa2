package dev.switchboard.cli.search;

import dev.switchboard.cli.journal.JournalDirectory;
import dev.switchboard.client.HostPort;
import dev.switchboard.journal.disk.StoredJournal;
import dev.switchboard.search.QueryText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What is searched for and where: the same for `search` and `export`.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class QueryOptions {
    private static final String LOCALHOST = "127.0.0.1";
    private static final String SERVER = LOCALHOST + ":9000";
    private static final String INDEX = "search";
    private static final String QUOTE = "\"";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "A server that speaks lines (default: " + SERVER + ").")
    private @Nullable String server;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Read a journal's files instead; a server may be at work on them.")
    private @Nullable Path data;

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "Only this channel.")
    private @Nullable String channel;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only what arrived then or later: 2026-11-21, 2026-11-21T12:00, 2026-11-21T12:00:00Z, or "
                    + "that long ago: -15m, -2h, -1d.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what arrived before then.")
    private @Nullable String to;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Only syslog messages of this severity: err, or warn.. (and worse), ..notice (and less "
                    + "bad), err..warn.")
    private @Nullable String severity;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Only what this host sent: by the message's own words, or by its sender's address.")
    private @Nullable String host;

    @Option(
            names = "--json",
            description = "Print an object a line: offset, time, channel, sender, text (or base64), and of syslog "
                    + "messages facility, severity, host, app, procid, msgid, sent, structuredData.")
    private boolean json;

    @Parameters(
            arity = "0..*",
            paramLabel = "WORDS",
            description = "What a message must have: every word as it stands, in any case; wor* for the beginning of "
                    + "a word; an argument with spaces is a phrase. Or one /regular expression/.")
    private List<String> words = List.of();

    /// What is asked for: a page of what was newest.
    ///
    /// @throws ParameterException when something of it is wrong
    QueryText.Asked asked() {
        StringBuilder text = new StringBuilder();
        key(text, "channel", channel);
        key(text, "from", from == null ? null : from.strip().replace(' ', 'T'));
        key(text, "to", to == null ? null : to.strip().replace(' ', 'T'));
        key(text, "severity", severity);
        key(text, "host", host);
        text.append("--");
        words.forEach(word -> text.append(' ').append(words.size() == 1 && isPattern(word) ? word : term(word)));
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        return switch (QueryText.parse(text.toString(), nowMicros, ZoneId.systemDefault())) {
            case QueryText.Wrong(var problem) ->
                throw wrong(problem.replaceAll("\\b(channel|from|to|severity|host)=", "--$1"));
            case QueryText.Asked asked -> asked;
        };
    }

    private void key(StringBuilder text, String key, @Nullable String value) {
        if (value != null) {
            if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
                throw wrong("--%s is not '%s'".formatted(key, value));
            }
            text.append(key).append('=').append(value).append(' ');
        }
    }

    private static boolean isPattern(String word) {
        return word.length() > 1 && word.startsWith("/") && word.endsWith("/");
    }

    /// An argument is one term; who quotes it once more has it the same.
    private String term(String word) {
        if (word.isEmpty()) {
            throw wrong("there is an empty word");
        }
        if (word.equals("*") || (word.startsWith(QUOTE) && word.indexOf(QUOTE, 1) > 1)) {
            return word;
        }
        boolean beginning = word.endsWith("*");
        String term = beginning ? word.substring(0, word.length() - 1) : word;
        return QUOTE + term.replace("\\", "\\\\").replace(QUOTE, "\\\"") + (beginning ? "\"*" : QUOTE);
    }

    /// Where to search.
    ///
    /// @throws ParameterException when that is said twice, or in a wrong form
    /// @throws IOException when the files cannot be read
    Source source() throws IOException {
        if (data == null) {
            return new ServerSource(remote());
        }
        if (server != null) {
            throw wrong("search --server or --data, not both");
        }
        return new DirectorySource(data.resolve(INDEX), StoredJournal.open(JournalDirectory.disk(data, spec)));
    }

    /// Whether messages are printed as objects.
    boolean isJson() {
        return json;
    }

    /// Whether files are searched, where nothing comes that could be followed.
    boolean isOffline() {
        return data != null;
    }

    /// The server to search on.
    ///
    /// @throws ParameterException when it has a wrong form
    HostPort remote() {
        try {
            return HostPort.parse(server == null ? SERVER : server, LOCALHOST);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
