package dev.switchboard.serving;

import java.net.InetSocketAddress;

/// How one UDP listener serves. Values are taken as valid.
///
/// @param address where to listen; port 0 means any free port; the IPv4 wildcard means every IPv4 interface only
/// @param answersPerSecondMax answers to one source address in a second; 0 for no limit
public record UdpOptions(InetSocketAddress address, int answersPerSecondMax) {}
