package dev.switchboard.server;

import dev.switchboard.serving.AddressText;
import dev.switchboard.serving.ConnectionInfo;
import dev.switchboard.serving.ServingEvent;
import java.net.InetSocketAddress;
import java.util.Locale;

/// The line of text that an event is in the log: a few words, then `key=value` pairs that scripts can take apart.
public final class EventText {
    private static final double NANOS_PER_SECOND = 1e9;

    private EventText() {}

    /// One line, without a line end.
    public static String of(ServingEvent event) {
        return switch (event) {
            case ServingEvent.ConnectionOpened e -> opened(e.connection());
            case ServingEvent.ConnectionClosed e -> closed(e);
            case ServingEvent.AcceptFailed e ->
                "accept failed local=" + AddressText.of(e.local()) + " problem=" + quoted(e.problem()) + " pause="
                        + e.pauseMillis() + "ms";
            case ServingEvent.DatagramsDropped e ->
                "datagrams dropped by the kernel local=" + AddressText.of(e.local()) + " dropped=" + e.dropped()
                        + " total=" + e.total();
            case ServingEvent.AnswersWithheld e ->
                "datagrams not answered local=" + AddressText.of(e.local()) + " why="
                        + quoted(e.why().text()) + " count=" + e.count();
            case ServingEvent.NotStored e ->
                "messages not stored local=" + AddressText.of(e.local()) + " count=" + e.count() + " problem="
                        + quoted(e.problem());
            case ServingEvent.MessagesLost e ->
                "messages lost sender=" + e.sender() + " count=" + e.count() + " problem=" + quoted(e.problem());
            case ServingEvent.CallBegan e -> began(e);
            case ServingEvent.CallEnded e ->
                "call ended id=" + e.id() + " nanos=" + e.nanos() + " result=" + printable(e.result());
            case ServingEvent.Defect e ->
                "defect at=" + e.where() + " cause=" + quoted(e.cause().toString());
        };
    }

    private static String opened(ConnectionInfo connection) {
        return "connection opened " + identity(connection) + " pid=" + connection.pid();
    }

    private static String closed(ServingEvent.ConnectionClosed event) {
        return String.format(
                Locale.ROOT,
                "connection closed %s reason=%s read=%d written=%d seconds=%.3f",
                identity(event.connection()),
                event.reason().word(),
                event.readBytes(),
                event.writtenBytes(),
                event.nanos() / NANOS_PER_SECOND);
    }

    private static String began(ServingEvent.CallBegan event) {
        InetSocketAddress peer = event.peer();
        return "call began id=" + event.id() + " nanos=" + event.nanos() + " thread=" + event.thread() + " call="
                + event.call() + " local=" + AddressText.of(event.local())
                + (peer == null ? "" : " peer=" + AddressText.of(peer));
    }

    private static String identity(ConnectionInfo connection) {
        return "peer=%s local=%s protocol=%s model=%s"
                .formatted(
                        AddressText.of(connection.peer()),
                        AddressText.of(connection.local()),
                        connection.protocol(),
                        connection.model().word());
    }

    /// Somebody else's words as one value of one line.
    static String quoted(String words) {
        return '"' + printable(words).replace('"', '\'') + '"';
    }

    private static String printable(String words) {
        return words.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
    }
}
