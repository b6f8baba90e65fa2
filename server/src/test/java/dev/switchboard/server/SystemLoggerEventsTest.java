package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.ConnectionInfo;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The JDK's own backend stands behind the facade here.
class SystemLoggerEventsTest {
    private static final Logger LOGGER = Logger.getLogger("dev.switchboard");

    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void leave() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void whatIsOrdinaryIsInformationWhatIsLostIsAWarningADefectIsAnError() {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 2012);
        ConnectionInfo connection = new ConnectionInfo(1, address, address, "echo", Model.VIRTUAL, 1);
        List<ServingEvent> events = List.of(
                new ServingEvent.ConnectionOpened(connection),
                new ServingEvent.ConnectionClosed(connection, CloseReason.IDLE, 0, 0, 0),
                new ServingEvent.AcceptFailed(address, "Too many open files", 10),
                new ServingEvent.DatagramsDropped(address, 1, 1),
                new ServingEvent.AnswersWithheld(address, ServingEvent.Withheld.RATE, 1),
                new ServingEvent.MessagesLost("127.0.0.1:50123", 3, "the disk is full"),
                new ServingEvent.Defect("here", new IllegalStateException("no good")));
        events.forEach(new SystemLoggerEvents()::on);
        assertThat(records)
                .extracting(LogRecord::getMessage)
                .containsExactlyElementsOf(events.stream().map(EventText::of).toList());
        assertThat(records)
                .extracting(LogRecord::getLevel)
                .containsExactly(
                        Level.INFO,
                        Level.INFO,
                        Level.WARNING,
                        Level.WARNING,
                        Level.WARNING,
                        Level.WARNING,
                        Level.SEVERE);
        assertThat(records.getLast().getThrown()).hasMessage("no good");
    }

    @Test
    void socketCallsAreWantedOnlyAtTheFinestLevel() {
        Level before = LOGGER.getLevel();
        assertThat(new SystemLoggerEvents().wantsCalls()).isFalse();
        LOGGER.setLevel(Level.FINER); // the facade's TRACE
        try {
            SystemLoggerEvents events = new SystemLoggerEvents();
            assertThat(events.wantsCalls()).isTrue();
            events.on(new ServingEvent.CallEnded("1", 2, "3"));
            assertThat(records.getLast().getMessage()).isEqualTo("call ended id=1 nanos=2 result=3");
        } finally {
            LOGGER.setLevel(before);
        }
    }
}
