package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTest {
    private static final long EARLIER = 77;

    private final Turn turn = begun(new Turn(4, false));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void outputOfEveryKindComesInTheOrderWrittenHoweverMuchItIs(boolean direct) {
        Turn growing = begun(new Turn(1, direct));
        growing.write("ab".getBytes(StandardCharsets.US_ASCII));
        growing.write((byte) 'c');
        growing.write(ByteBuffer.wrap(new byte[] {'x', 'd', 'e', 'x'}, 1, 2));
        growing.writeInt(0x66676869);
        assertThat(taken(growing)).isEqualTo("abcdefghi");
        assertThat(growing.output().isDirect()).isEqualTo(direct);
    }

    @Test
    void aTurnThatStartsWithoutRoomGrows() {
        Turn empty = begun(new Turn(0, false));
        empty.write((byte) 'a');
        assertThat(taken(empty)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMillionBytesInSmallWritesAllArrive(boolean direct) {
        Turn growing = begun(new Turn(16, direct));
        byte[] block = new byte[1000];
        new Random(1).nextBytes(block);
        for (int i = 0; i < 1000; i++) {
            growing.write(block);
        }
        ByteBuffer output = growing.output().flip();
        assertThat(output.remaining()).isEqualTo(1_000_000);
        for (int i = 0; i < 1000; i++) {
            assertThat(output.slice(i * block.length, block.length)).isEqualTo(ByteBuffer.wrap(block));
        }
    }

    @Test
    void theWrittenBufferIsLeftConsumed() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3});
        turn.write(bytes);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void outputNotYetTakenStaysForTheNextCall() {
        turn.write((byte) 'a');
        turn.begin(0, 0, false);
        turn.write((byte) 'b');
        assertThat(taken(turn)).isEqualTo("ab");
    }

    @Test
    void outputThatWasTakenIsForgotten() {
        turn.write((byte) 'a');
        assertThat(taken(turn)).isEqualTo("a");
        turn.write((byte) 'b');
        assertThat(taken(turn)).isEqualTo("b");
    }

    @Test
    void theMemoryOfOneBigTurnIsGivenBack() {
        turn.write(new byte[1024 * 1024]);
        turn.clearOutput();
        assertThat(turn.output().capacity()).isEqualTo(4);
    }

    @Test
    void theMemoryOfAnOrdinaryTurnIsUsedAgain() {
        turn.write(new byte[1024]);
        ByteBuffer before = turn.output();
        turn.clearOutput();
        assertThat(turn.output()).isSameAs(before);
        assertThat(turn.output().position()).isZero();
    }

    @Test
    void swappingTakesTheFilledOutputAwayAndGoesOnInTheOther() {
        turn.write((byte) 'a');
        ByteBuffer filled = turn.swapOutput(ByteBuffer.allocate(1));
        turn.write("bc".getBytes(StandardCharsets.US_ASCII));
        assertThat(text(filled.flip())).isEqualTo("a");
        assertThat(taken(turn)).isEqualTo("bc");
    }

    @Test
    void aTurnThatSaysNothingLeavesTheWakeUpTimeAsItIs() {
        assertThat(turn.wakeAtAfter(EARLIER)).isEqualTo(EARLIER);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5_000, Turn.NEVER, -1, Long.MIN_VALUE})
    void aWakeUpTimeReplacesTheOneBeforeEvenIfItIsBeforeTheClocksStart(long wished) {
        turn.wakeAt(3);
        turn.wakeAt(wished);
        assertThat(turn.wakeAtAfter(EARLIER)).isEqualTo(Math.max(0, wished));
    }

    @Test
    void theNextCallForgetsTheWakeUpTimeAndTheCloseOfTheCallBefore() {
        turn.wakeAt(3);
        turn.close(CloseReason.LIMIT);
        turn.begin(0, 0, false);
        assertThat(turn.wakeAtAfter(EARLIER)).isEqualTo(EARLIER);
        assertThat(turn.closeReason()).isNull();
    }

    @Test
    void theFirstCloseReasonStands() {
        assertThat(turn.closeReason()).isNull();
        turn.close(CloseReason.PROTOCOL_ERROR);
        turn.close(CloseReason.PEER_CLOSED);
        assertThat(turn.closeReason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void theCallsTimeAndCongestionAreThoseItBeganWith() {
        turn.begin(123_456, 789, true);
        assertThat(turn.epochMicros()).isEqualTo(123_456);
        assertThat(turn.nanos()).isEqualTo(789);
        assertThat(turn.congested()).isTrue();
        turn.begin(0, 0, false);
        assertThat(turn.congested()).isFalse();
    }

    private static Turn begun(Turn turn) {
        turn.begin(0, 0, false);
        return turn;
    }

    private static String taken(Turn turn) {
        String text = text(turn.output().flip());
        turn.clearOutput();
        return text;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 12_345_678_901L, Long.MAX_VALUE})
    void writesNumbersInDecimalDigits(long number) {
        turn.write((byte) '#');
        turn.writeDecimal(number);
        turn.write((byte) ' ');
        assertThat(new String(turn.writtenFrom(0), StandardCharsets.US_ASCII)).isEqualTo("#" + number + " ");
    }

    @Test
    void tellsWhatWasWrittenFromAPlaceOn() {
        turn.write(new byte[] {1, 2, 3});
        int from = turn.writtenBytes();
        turn.write(new byte[] {4, 5, 6, 7});
        assertThat(turn.writtenFrom(from)).containsExactly(4, 5, 6, 7);
    }
}
