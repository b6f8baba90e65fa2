package dev.switchboard.client;

/// What came of [Dial#open].
public sealed interface Dialed permits Connection, CannotConnect {}
