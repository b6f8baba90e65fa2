package dev.switchboard.server;

import dev.switchboard.serving.Model;
import dev.switchboard.serving.TcpOptions;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/// The options that every TCP listener has, whatever its protocol.
///
/// @see TcpOptions
public record TcpSettings(
        Model model,
        int threads,
        int backlog,
        int connectionsMax,
        long idleMillis,
        int keepaliveSeconds,
        boolean once,
        int warmChildren) {
    private static final int POOL_THREADS = 10;
    private static final int THREADS_MAX = 10_000;
    private static final int BACKLOG = 128;
    private static final int BACKLOG_MAX = 65_535;
    private static final int CONNECTIONS_MAX = 999_999_999;
    private static final long KEEPALIVE_MILLIS = 15_000;
    private static final long KEEPALIVE_MILLIS_MAX = 32_767_000;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int WARM_CHILDREN = 2;
    private static final int WARM_CHILDREN_MAX = 100;

    /// Takes them from what a user wrote.
    ///
    /// @param otherwise the model when the user names none
    /// @throws ConfigException when one is wrong or does not go with the model
    static TcpSettings take(SpecOptions options, Model otherwise) {
        Model model = options.oneOf("model", otherwise);
        onlyWith(options, "threads", model, Model.POOL, Model.SELECT);
        onlyWith(options, "once", model, Model.SINGLE);
        onlyWith(options, "warm", model, Model.PROCESS);
        return new TcpSettings(
                model,
                options.count("threads", 1, THREADS_MAX, model == Model.POOL ? POOL_THREADS : 1),
                options.count("backlog", 0, BACKLOG_MAX, BACKLOG),
                options.count("max", 1, CONNECTIONS_MAX, CONNECTIONS_MAX),
                options.millis("idle", 0, 0),
                keepaliveSeconds(options),
                options.flag("once"),
                options.count("warm", 0, WARM_CHILDREN_MAX, WARM_CHILDREN));
    }

    /// These settings for an address that is resolved.
    ///
    /// @param childCommand with `process`: starts a child
    TcpOptions at(InetSocketAddress address, List<String> childCommand) {
        return new TcpOptions(
                address,
                model,
                threads,
                backlog,
                connectionsMax,
                idleMillis,
                keepaliveSeconds,
                once,
                warmChildren,
                childCommand);
    }

    /// These settings for who serves but does not listen.
    public TcpOptions unbound() {
        return at(InetSocketAddress.createUnresolved("", 0), List.of());
    }

    /// The kernel counts in seconds and needs one for the first probe and one for its answer.
    private static int keepaliveSeconds(SpecOptions options) {
        long millis = options.millis("keepalive", 0, KEEPALIVE_MILLIS);
        if (millis % MILLIS_PER_SECOND != 0 || millis == MILLIS_PER_SECOND || millis > KEEPALIVE_MILLIS_MAX) {
            throw new ConfigException("keepalive is whole seconds from 2s to 32767s, or 0 for none");
        }
        return (int) (millis / MILLIS_PER_SECOND);
    }

    private static void onlyWith(SpecOptions options, String key, Model model, Model... fitting) {
        for (Model fits : fitting) {
            if (fits == model) {
                return;
            }
        }
        if (options.has(key)) {
            throw new ConfigException("option '%s' does not go with model=%s, only with model=%s"
                    .formatted(key, model.word(), words(fitting)));
        }
    }

    private static String words(Model... models) {
        return String.join(" or model=", Arrays.stream(models).map(Model::word).toList());
    }
}
