package dev.switchboard.serving;

import dev.switchboard.hub.Hub;
import dev.switchboard.protocol.Protocol;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// What the parts of one listener share.
///
/// @param hub for protocols whose sessions ask it; null where none does
/// @param timers runs deadlines; its tasks never block
/// @param calls where socket calls are logged; null where they are not
record ListenerContext(
        Protocol protocol,
        TcpOptions options,
        Connections connections,
        @Nullable Hub hub,
        ScheduledExecutorService timers,
        ServingEvents events,
        @Nullable CallLog calls) {}
