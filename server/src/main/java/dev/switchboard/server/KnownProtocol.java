package dev.switchboard.server;

import dev.switchboard.message.ChannelName;
import dev.switchboard.protocol.DatagramProtocol;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.echo.Echo;
import dev.switchboard.protocol.echo.Stamp;
import dev.switchboard.protocol.framing.CloseFraming;
import dev.switchboard.protocol.framing.FixedFraming;
import dev.switchboard.protocol.framing.Framing;
import dev.switchboard.protocol.framing.LengthFraming;
import dev.switchboard.protocol.framing.LineFraming;
import dev.switchboard.protocol.framing.NoFraming;
import dev.switchboard.protocol.lines.Lines;
import dev.switchboard.protocol.lines.Receipts;
import dev.switchboard.protocol.relp.Relp;
import dev.switchboard.protocol.syslog.ChannelTemplate;
import dev.switchboard.protocol.syslog.Syslog;
import dev.switchboard.protocol.ticker.Ticker;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The protocols that a listener can speak, each made from the listener's own options.
enum KnownProtocol {
    ECHO {
        @Override
        Protocol overTcp(SpecOptions options) {
            int messageBytesMax = options.bytes("max-message", 1, MESSAGE_BYTES_MOST, MESSAGE_BYTES_MAX);
            return new Echo(stamp(options), options.flag("peer"), framing(options, messageBytesMax), messageBytesMax);
        }

        @Override
        DatagramProtocol overUdp(SpecOptions options) {
            return new Echo(stamp(options), options.flag("peer"), new NoFraming(), MESSAGE_BYTES_MAX);
        }
    },
    LINES {
        @Override
        boolean asksHub() {
            return true;
        }

        @Override
        Protocol overTcp(SpecOptions options) {
            return new Lines(
                    channel(options),
                    options.oneOf("receipts", Receipts.EACH),
                    options.bytes("max-line", 1, LINE_BYTES_MOST, LINE_BYTES_MAX));
        }

        @Override
        DatagramProtocol overUdp(SpecOptions options) {
            return new Lines(channel(options), Receipts.NONE, LINE_BYTES_MAX);
        }
    },
    RELP {
        @Override
        boolean asksHub() {
            return true;
        }

        @Override
        Protocol overTcp(SpecOptions options) {
            return new Relp(
                    template(options), options.bytes("max-message", RELP_BYTES_LEAST, LINE_BYTES_MOST, RELP_BYTES_MAX));
        }
    },
    SYSLOG {
        @Override
        boolean asksHub() {
            return true;
        }

        @Override
        Protocol overTcp(SpecOptions options) {
            return new Syslog(template(options), options.bytes("max-line", 1, LINE_BYTES_MOST, LINE_BYTES_MAX));
        }

        @Override
        DatagramProtocol overUdp(SpecOptions options) {
            return new Syslog(template(options), LINE_BYTES_MAX);
        }
    },
    TICKER {
        @Override
        Protocol overTcp(SpecOptions options) {
            long everyMillis = options.millis("every", 1, TICKER_MILLIS);
            return new Ticker(TimeUnit.MILLISECONDS.toNanos(everyMillis), options.text("text", TICKER_TEXT));
        }
    };

    private static final int MESSAGE_BYTES_MAX = 1024 * 1024;
    /// What a message may be allowed: with a stamp and other replies of the same turn it still fits one buffer.
    private static final int MESSAGE_BYTES_MOST = 1 << 30;
    private static final int LINE_BYTES_MAX = 64 * 1024;
    private static final int LINE_BYTES_MOST = 1024 * 1024;
    private static final int CHANNELS_MAX = 1_000;
    private static final int CHANNELS_MOST = 10_000;
    /// The limit of librelp.
    private static final int RELP_BYTES_MAX = 128 * 1024;
    /// What a client offers at the beginning has the same limit.
    private static final int RELP_BYTES_LEAST = 1024;
    private static final long TICKER_MILLIS = 100;
    private static final String TICKER_TEXT = "0123456789";
    private static final String FIXED = "fixed:";

    private enum StampForm {
        CTIME,
        ISO,
        NONE
    }

    /// The protocol of this name.
    ///
    /// @throws ConfigException when there is none
    static KnownProtocol named(String name) {
        for (KnownProtocol known : values()) {
            if (known.word().equals(name)) {
                return known;
            }
        }
        String all = Arrays.stream(values()).map(KnownProtocol::word).collect(Collectors.joining(", "));
        throw new ConfigException("there is no protocol '%s'; there are %s".formatted(name, all));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether its sessions ask a hub, so that the server needs one, with a journal.
    boolean asksHub() {
        return false;
    }

    /// The protocol for a TCP listener.
    abstract Protocol overTcp(SpecOptions options);

    /// The protocol for a UDP listener.
    ///
    /// @throws ConfigException when it has none
    DatagramProtocol overUdp(SpecOptions options) {
        throw new ConfigException("%s goes over tcp, not udp".formatted(word()));
    }

    private static ChannelName channel(SpecOptions options) {
        String name = options.text("channel", ChannelName.MAIN.toString());
        return ChannelName.of(name)
                .filter(channel -> !channel.isOfServer())
                .orElseThrow(() -> new ConfigException("%s, not '%s'".formatted(ChannelName.RULE, name)));
    }

    private static ChannelTemplate template(SpecOptions options) {
        String template = options.text("channel", ChannelName.SYSLOG.toString());
        int namesMax = options.count("channels", 1, CHANNELS_MOST, CHANNELS_MAX);
        try {
            return ChannelTemplate.of(template, namesMax);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Stamp stamp(SpecOptions options) {
        return switch (options.oneOf("stamp", StampForm.CTIME)) {
            case CTIME -> Stamp.ctime(ZoneId.systemDefault());
            case ISO -> Stamp.iso();
            case NONE -> null;
        };
    }

    private static Framing framing(SpecOptions options, int messageBytesMax) {
        String text = options.text("framing", "none");
        return switch (text) {
            case "none" -> new NoFraming();
            case "line" -> new LineFraming();
            case "length" -> new LengthFraming();
            case "close" -> new CloseFraming();
            default -> fixed(text, messageBytesMax);
        };
    }

    private static Framing fixed(String text, int messageBytesMax) {
        String digits = text.startsWith(FIXED) ? text.substring(FIXED.length()) : "";
        if (!digits.matches("\\d{1,18}")) {
            throw new ConfigException("framing is one of none, line, length, fixed:N, close, not '%s'".formatted(text));
        }
        long bytes = Long.parseLong(digits);
        if (bytes < 1 || bytes > messageBytesMax) {
            throw new ConfigException(
                    "framing fixed:N wants N from 1 to " + messageBytesMax + ", not " + digits + " (see max-message)");
        }
        return new FixedFraming((int) bytes);
    }
}
