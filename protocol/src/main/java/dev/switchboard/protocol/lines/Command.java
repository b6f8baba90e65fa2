package dev.switchboard.protocol.lines;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.ProducerId;
import java.util.Optional;

/// What a line that begins with `/` asks for.
sealed interface Command {
    /// Send to this channel from now on.
    record To(ChannelName channel) implements Command {}

    /// Ask the hub.
    record Ask(HubRequest request) implements Command {}

    /// Go on as this producer.
    record Resume(ProducerId producer) implements Command {}

    /// Say what commands there are.
    record Help() implements Command {}

    /// End the conversation.
    record Quit() implements Command {}

    /// It cannot be done.
    ///
    /// @param problem why, and what to do, in one line
    record Wrong(String problem) implements Command {}

    /// How many messages `/last` may ask for.
    int LAST_MAX = 10_000;

    /// All channels, where a channel's name is wanted.
    String ALL = "*";

    /// The commands, a line each.
    String HELP = """
            * a line is a message to the current channel; //text sends /text
            * /to CHANNEL              send to another channel
            * /listen CHANNEL [OFFSET] get what others send there, from that offset or from now on
            * /listen * [OFFSET]       the same of all channels
            * /unlisten CHANNEL        no longer get it
            * /last N [CHANNEL]        the last N messages of a channel
            * /search [KEY=VALUE...] WORDS   messages that have all these words, newest first
            *   word wor* "some words" /regex/; keys: channel= host= severity=warn.. from=-15m to= limit= order=oldest
            *   before= after= and the word count come before the words, and -- ends them
            * /resume ID               go on as ID after a lost connection; says how many of its messages are stored
            * /who                     who is connected
            * /quit                    leave
            """;

    /// Reads a command.
    ///
    /// @param line with its `/`
    /// @param current where messages go now
    static Command of(String line, ChannelName current) {
        String[] words = line.strip().split("\\s+");
        return switch (words[0]) {
            case "/to" -> words.length == 2 ? to(words[1]) : usage("/to CHANNEL");
            case "/listen" ->
                words.length == 2 || words.length == 3 ? listen(words) : usage("/listen CHANNEL [OFFSET]");
            case "/unlisten" -> words.length == 2 ? unlisten(words[1]) : usage("/unlisten CHANNEL");
            case "/last" -> words.length == 2 || words.length == 3 ? last(words, current) : usage("/last N [CHANNEL]");
            case "/search" -> new Ask(new HubRequest.Search(line.strip().substring(words[0].length())));
            case "/resume" -> words.length == 2 ? resume(words[1]) : usage("/resume ID");
            case "/who" -> words.length == 1 ? new Ask(new HubRequest.Who()) : usage("/who");
            case "/help" -> new Help();
            case "/quit" -> words.length == 1 ? new Quit() : usage("/quit");
            default -> new Wrong("no such command; /help lists them, and //text sends /text");
        };
    }

    private static Command to(String name) {
        return ChannelName.of(name)
                .<Command>map(channel -> channel.isOfServer()
                        ? new Wrong("only the server sends to %s; /listen to it".formatted(channel))
                        : new To(channel))
                .orElseGet(Command::badChannel);
    }

    private static Command listen(String[] words) {
        ChannelName channel = ChannelName.of(words[1]).orElse(null);
        if (channel == null && !words[1].equals(ALL)) {
            return badChannel();
        }
        if (words.length == 2) {
            return new Ask(new HubRequest.Listen(channel, HubRequest.LIVE));
        }
        long offset = number(words[2]);
        return offset < 0
                ? new Wrong("an offset is a number from 0, such as /listen %s 42".formatted(words[1]))
                : new Ask(new HubRequest.Listen(channel, offset));
    }

    private static Command unlisten(String name) {
        if (name.equals(ALL)) {
            return new Ask(new HubRequest.Unlisten(null));
        }
        return ChannelName.of(name)
                .<Command>map(channel -> new Ask(new HubRequest.Unlisten(channel)))
                .orElseGet(Command::badChannel);
    }

    private static Command last(String[] words, ChannelName current) {
        long count = number(words[1]);
        if (count < 1 || count > LAST_MAX) {
            return new Wrong("/last wants a number from 1 to " + LAST_MAX);
        }
        Optional<ChannelName> channel = words.length == 2 ? Optional.of(current) : ChannelName.of(words[2]);
        return channel.<Command>map(name -> new Ask(new HubRequest.Last(name, (int) count)))
                .orElseGet(Command::badChannel);
    }

    private static Command resume(String name) {
        return ProducerId.of(name)
                .<Command>map(Resume::new)
                .orElseGet(() -> new Wrong("an id is 1 to 64 of letters, digits, '.', '_' and '-'"));
    }

    private static Command badChannel() {
        return new Wrong(ChannelName.RULE);
    }

    private static Command usage(String form) {
        return new Wrong("use it as " + form);
    }

    /// The number, or -1 when it is none of 1 to 18 digits.
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }
}
