package dev.switchboard.serving;

import java.net.InetSocketAddress;

/// What identifies a connection for as long as it lives.
///
/// @param id number within the server process, from 1
/// @param protocol the protocol's name
/// @param pid the process that serves it
public record ConnectionInfo(
        long id, InetSocketAddress peer, InetSocketAddress local, String protocol, Model model, long pid) {}
