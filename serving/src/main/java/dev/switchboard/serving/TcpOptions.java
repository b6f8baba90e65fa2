package dev.switchboard.serving;

import java.net.InetSocketAddress;
import java.util.List;

/// How one TCP listener serves. Values are taken as valid; whoever reads them from a user checks them first.
///
/// @param address where to listen; port 0 means any free port; the IPv4 wildcard means every IPv4 interface only
/// @param model how connections get threads
/// @param threads threads of `pool`, loops of `select`; at least 1
/// @param backlog connections that may wait to be accepted; the kernel holds one more
/// @param connectionsMax connections open at once; one more is accepted and closed with `limit`
/// @param idleMillis time without a byte in either direction after which a connection ends; 0 for never
/// @param keepaliveSeconds time within which a vanished peer is found; 0 to let it stay
/// @param once with `single`: serve one connection, then be done
/// @param warmChildren with `process`: idle child processes kept ready
/// @param childCommand with `process`: the program that calls [ServingChild#run], and its arguments
public record TcpOptions(
        InetSocketAddress address,
        Model model,
        int threads,
        int backlog,
        int connectionsMax,
        long idleMillis,
        int keepaliveSeconds,
        boolean once,
        int warmChildren,
        List<String> childCommand) {}
