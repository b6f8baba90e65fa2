package dev.switchboard.serving;

import dev.switchboard.protocol.Protocol;
import java.util.concurrent.ScheduledExecutorService;

/// What the parts of one listener share.
///
/// @param timers runs deadlines; its tasks never block
record ListenerContext(
        Protocol protocol,
        TcpOptions options,
        Connections connections,
        ScheduledExecutorService timers,
        ServingEvents events) {}
