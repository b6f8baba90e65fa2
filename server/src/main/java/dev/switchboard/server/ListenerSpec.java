package dev.switchboard.server;

import dev.switchboard.protocol.DatagramProtocol;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.serving.Model;
import java.util.Arrays;
import java.util.List;

/// What one `--listen` asks for: `PROTOCOL[/TRANSPORT]:[HOST:]PORT[,KEY[=VALUE]]…`, read and checked, not yet bound.
public sealed interface ListenerSpec {
    /// Where to listen.
    HostPort address();

    /// Whether its protocol stores messages, so that the server needs a journal.
    boolean storesMessages();

    /// A TCP listener.
    ///
    /// @param text as written
    record Tcp(String text, HostPort address, boolean storesMessages, Protocol protocol, TcpSettings settings)
            implements ListenerSpec {}

    /// A UDP listener.
    ///
    /// @param answersPerSecondMax answers to one source address in a second; 0 for no limit
    record Udp(HostPort address, boolean storesMessages, DatagramProtocol protocol, int answersPerSecondMax)
            implements ListenerSpec {}

    /// Reads a specification such as `echo:2012,model=process`.
    ///
    /// @param otherwise the serving model of a TCP listener that names none
    /// @throws ConfigException when something in it is wrong
    static ListenerSpec parse(String text, Model otherwise) {
        List<String> parts = Arrays.asList(text.split(",", -1));
        String head = parts.getFirst();
        int colon = head.indexOf(':');
        if (colon < 0) {
            throw new ConfigException("a listener is PROTOCOL[/TRANSPORT]:[HOST:]PORT, not '%s'".formatted(text));
        }
        String name = head.substring(0, colon);
        int slash = name.indexOf('/');
        String transport = slash < 0 ? "tcp" : name.substring(slash + 1);
        KnownProtocol known = KnownProtocol.named(slash < 0 ? name : name.substring(0, slash));
        HostPort address = HostPort.parse(head.substring(colon + 1));
        SpecOptions options = new SpecOptions(name, parts.subList(1, parts.size()));
        ListenerSpec spec = switch (transport) {
            case "tcp" -> tcp(text, address, known, options, otherwise);
            case "udp" ->
                new Udp(address, known.asksHub(), known.overUdp(options), options.count("rate", 0, RATE_MAX, RATE));
            default ->
                throw new ConfigException(
                        "there is no transport '%s' for %s; there are tcp and udp".formatted(transport, known.word()));
        };
        options.done();
        return spec;
    }

    private static Tcp tcp(String text, HostPort address, KnownProtocol known, SpecOptions options, Model otherwise) {
        TcpSettings settings = TcpSettings.take(options, otherwise);
        if (known.asksHub() && settings.model() == Model.PROCESS) {
            throw new ConfigException(
                    "%s does not go with model=process: its children have no journal; take another model"
                            .formatted(known.word()));
        }
        return new Tcp(text, address, known.asksHub(), known.overTcp(options), settings);
    }

    /// The default of `rate=`.
    int RATE = 1_000;
    /// The most that `rate=` takes.
    int RATE_MAX = 1_000_000;
}
