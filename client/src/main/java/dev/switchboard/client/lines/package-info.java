/// Clients of the `lines` protocol: a [dev.switchboard.client.lines.LinesSender] whose messages are stored exactly once
/// whatever happens to its connections, a [dev.switchboard.client.lines.LinesSubscriber] that follows a channel, and a
/// [dev.switchboard.client.lines.LinesSearch] that finds messages.
///
/// ```java
/// try (LinesSender sender = LinesSender.start(new SenderConfig(HostPort.parse("localhost:9000", "localhost")))) {
///     sender.send("hello".getBytes(UTF_8));
///     SendOutcome outcome = sender.finish();
///     log(outcome.stored() + " stored");
/// }
/// ```
@NullMarked
package dev.switchboard.client.lines;

import org.jspecify.annotations.NullMarked;
