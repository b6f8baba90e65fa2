package dev.switchboard.protocol.relp;

import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.framing.PartialMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Takes one connection's byte stream apart into frames `TXNR SP COMMAND SP DATALEN [SP DATA] LF` (the RELP
/// specification of librelp, "RELP FRAME"): numbers of 1 to 9 digits, commands of 1 to 32 letters, and no
/// space before the LF when there is no data.
///
/// Data that lies whole in the input is handed on without a copy; other data is collected in memory that
/// grows with the bytes that really came, never with what DATALEN promises. Not thread-safe.
///
/// ```
/// NUMBER ─SP─► COMMAND ─SP─► LENGTH ─SP─► DATA ─LF─► NUMBER
///                              └───── 0, LF ───────────┘
/// ```
final class FrameReader {
    /// Stands for every command of more letters than a `long` holds.
    static final long LONG_COMMAND = -1;

    private static final int DIGITS_MAX = 9;
    private static final int COMMAND_LETTERS_MAX = 32;
    private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private enum Part {
        NUMBER,
        COMMAND,
        LENGTH,
        DATA
    }

    private final int dataBytesMax;
    private final PartialMessage partial = new PartialMessage();
    private Part part = Part.NUMBER;
    /// How many digits or letters of this part have come.
    private int count;
    private int number;
    private long command;
    private int length;

    /// @param dataBytesMax what a frame's data may have
    FrameReader(int dataBytesMax) {
        this.dataBytesMax = dataBytesMax;
    }

    /// A command of at most 8 letters in one number.
    static long command(String letters) {
        long packed = 0;
        for (byte letter : letters.getBytes(StandardCharsets.US_ASCII)) {
            packed = packed << Byte.SIZE | letter;
        }
        return packed;
    }

    /// Takes the next bytes of the stream and hands on every frame that they complete, in order.
    ///
    /// @param bytes consumed, unless there is a fault
    /// @return false when what comes next is no frame, or its data is too long; frames before it were handed
    /// on, and nothing may follow
    boolean read(ByteBuffer bytes, FrameSink sink, Turn turn) {
        boolean good = true;
        while (good && bytes.hasRemaining()) {
            good = switch (part) {
                case NUMBER -> readNumber(bytes);
                case COMMAND -> readCommand(bytes);
                case LENGTH -> readLength(bytes, sink, turn);
                case DATA -> readData(bytes, sink, turn);
            };
        }
        return good;
    }

    private boolean readNumber(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte octet = bytes.get();
            if (!isDigit(octet)) {
                return octet == ' ' && next(Part.COMMAND);
            }
            if (++count > DIGITS_MAX) {
                return false;
            }
            number = number * 10 + octet - '0';
        }
        return true;
    }

    private boolean readCommand(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte octet = bytes.get();
            if (!isLetter(octet)) {
                return octet == ' ' && next(Part.LENGTH);
            }
            if (++count > COMMAND_LETTERS_MAX) {
                return false;
            }
            command = count > Long.BYTES ? LONG_COMMAND : command << Byte.SIZE | octet;
        }
        return true;
    }

    private boolean readLength(ByteBuffer bytes, FrameSink sink, Turn turn) {
        while (bytes.hasRemaining()) {
            byte octet = bytes.get();
            if (!isDigit(octet)) {
                return length == 0
                        ? octet == '\n' && count > 0 && handOn(NO_DATA, sink, turn)
                        : octet == ' ' && next(Part.DATA);
            }
            length = length * 10 + octet - '0';
            if (++count > DIGITS_MAX || length > dataBytesMax) {
                return false;
            }
        }
        return true;
    }

    private boolean readData(ByteBuffer bytes, FrameSink sink, Turn turn) {
        if (partial.isEmpty() && bytes.remaining() > length) {
            return readWhole(bytes, sink, turn);
        }
        int missing = length - partial.length();
        if (missing > 0) {
            partial.append(bytes, Math.min(missing, bytes.remaining()));
            return true;
        }
        return bytes.get() == '\n' && handOn(partial.payload(0), sink, turn);
    }

    private boolean readWhole(ByteBuffer bytes, FrameSink sink, Turn turn) {
        int limit = bytes.limit();
        int end = bytes.position() + length;
        if (bytes.get(end) != '\n') {
            return false;
        }
        handOn(bytes.limit(end), sink, turn);
        bytes.limit(limit).position(end + 1);
        return true;
    }

    private boolean handOn(ByteBuffer data, FrameSink sink, Turn turn) {
        sink.frame(number, command, data, turn);
        partial.clear();
        number = 0;
        command = 0;
        length = 0;
        count = 0;
        part = Part.NUMBER;
        return true;
    }

    /// The part before must not be empty.
    private boolean next(Part following) {
        boolean some = count > 0;
        count = 0;
        part = following;
        return some;
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private static boolean isLetter(byte octet) {
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
