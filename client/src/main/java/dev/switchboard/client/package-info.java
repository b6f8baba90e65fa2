/// Connections to any TCP or UDP server, as values: a [dev.switchboard.client.Dial] says whom to connect to, and an
/// [dev.switchboard.client.Ending] why it was over.
///
/// ```java
/// switch (new Dial(HostPort.parse("localhost:2012", "localhost"), Transport.TCP).open()) {
///     case Connection connection -> {
///         connection.send(ByteBuffer.wrap(question));
///         connection.endOutput();
///         Ending ending = connection.receive(answer::put);
///     }
///     case CannotConnect failed -> log(failed.message());
/// }
/// ```
@NullMarked
package dev.switchboard.client;

import org.jspecify.annotations.NullMarked;
