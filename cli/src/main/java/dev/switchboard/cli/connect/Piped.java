package dev.switchboard.cli.connect;

import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.client.Connection;
import dev.switchboard.client.Dial;
import dev.switchboard.client.Ending;
import java.util.stream.Stream;

/// Sends standard input and writes what arrives to standard output, both at once, until the server closes.
final class Piped {
    private Piped() {}

    /// Runs to the end of the connection. Reading standard input may go on in a daemon thread afterwards: nothing can
    /// end it but the end of the program.
    ///
    /// @return how it ended; the text is empty when it ended in order
    static Farewell run(Connection connection, Dial dial) {
        PipedInput input = new PipedInput(StandardStreams.input(), connection, dial.transport());
        ArrivingText text = StandardStreams.outputIsTerminal() ? new ArrivingText(dial.transport()) : null;
        PipedOutput output = new PipedOutput(StandardStreams.output(), connection, text);
        Thread.ofPlatform().daemon().name("standard-input").start(input);
        Ending ending = connection.receive(output);
        output.finish();
        return Stream.of(output.failure(), input.failure())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(failure -> new Farewell(1, failure))
                .orElseGet(() -> Farewell.to(dial.remote(), ending));
    }
}
