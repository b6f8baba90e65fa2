package dev.switchboard.client.load;

import static dev.switchboard.client.load.Replying.STAMP;
import static dev.switchboard.client.load.Replying.receipt;
import static dev.switchboard.client.load.Replying.rsp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that are lost, repeated, swapped or changed are each counted, and the ones after them are understood.
class LyingServersTest {
    private static final int BYTES = 40;
    private static final int ALL = 6;

    @ParameterizedTest
    @ValueSource(strings = {"", STAMP})
    void anEchoThatIsLost(String stamp) {
        OneFlow one = flow(LoadProtocol.ECHO);
        List<String> sent = one.takeLines();
        send(one, stamp, sent.get(0), sent.get(3), sent.get(4), sent.get(5));
        assertCounts(one, 4, 2, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", STAMP})
    void anEchoThatComesTwice(String stamp) {
        OneFlow one = flow(LoadProtocol.ECHO);
        List<String> sent = one.takeLines();
        send(one, stamp, sent.get(0), sent.get(1), sent.get(1), sent.get(2), sent.get(3), sent.get(4), sent.get(5));
        assertCounts(one, 6, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", STAMP})
    void echoesThatAreSwapped(String stamp) {
        OneFlow one = flow(LoadProtocol.ECHO);
        List<String> sent = one.takeLines();
        send(one, stamp, sent.get(0), sent.get(2), sent.get(1), sent.get(3), sent.get(4), sent.get(5));
        assertCounts(one, 5, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", STAMP})
    void anEchoThatIsChangedAtItsEnd(String stamp) {
        OneFlow one = flow(LoadProtocol.ECHO);
        List<String> sent = one.takeLines();
        String changed = sent.get(1).substring(0, BYTES - 2) + "!\n";
        send(one, stamp, sent.get(0), changed, sent.get(2), sent.get(3), sent.get(4), sent.get(5));
        assertCounts(one, 5, 0, 1);
        assertThat(one.tally.fault()).startsWith("wrong: ").contains("!");
    }

    @Test
    void anEchoThatIsCutShort() {
        OneFlow one = flow(LoadProtocol.ECHO);
        List<String> sent = one.takeLines();
        send(
                one,
                "",
                sent.get(0),
                sent.get(1).substring(0, 9) + "\n",
                sent.get(2),
                sent.get(3),
                sent.get(4),
                sent.get(5));
        assertCounts(one, 5, 0, 1);
    }

    @Test
    void wordsThatNobodyAskedFor() {
        OneFlow one = flow(LoadProtocol.ECHO);
        one.receive("220 welcome\n");
        List<String> sent = one.takeLines();
        send(one, "", sent.toArray(String[]::new));
        assertCounts(one, 6, 0, 1);
    }

    @Test
    void aLineWithoutEnd() {
        OneFlow one = flow(LoadProtocol.ECHO);
        one.takeLines();
        one.receive("!".repeat(10_000));
        assertThat(one.tally.counts()).isEqualTo(new LoadCounts(6, 0, 6, 0, 0, 1, 0));
        assertThat(one.tally.fault()).isEqualTo("a line does not end");
    }

    @Test
    void receiptsThatAreLostTwiceSwappedOrErrors() {
        OneFlow one = flow(LoadProtocol.LINES);
        List<String> sent = one.takeLines();
        one.receive(receipt(0, sent.get(1))
                + receipt(1, sent.get(0))
                + "! not stored: the disk is full\n"
                + "* only so you know\n"
                + receipt(2, sent.get(3))
                + receipt(2, sent.get(3))
                + receipt(3, "something else\n")
                + receipt(4, sent.get(5)));
        assertCounts(one, 3, 1, 4);
        assertThat(one.tally.open()).isZero();
    }

    @Test
    void aReceiptWhoseTextIsThatOfAnotherMessageOfTheSameLength() {
        OneFlow one = flow(LoadProtocol.LINES);
        List<String> sent = one.takeLines();
        one.receive(receipt(0, "x" + sent.get(0).substring(1)));
        assertThat(one.tally.wrong).isEqualTo(1);
        assertThat(one.tally.right).isZero();
    }

    @Test
    void relpAnswersThatAreNot200OrOutOfOrder() {
        OneFlow one = flow(LoadProtocol.RELP);
        one.takeAll();
        one.receive(rsp(2, "200 OK") + rsp(3, "500 no") + rsp(5, "200 OK") + rsp(4, "200 OK") + rsp(6, "200 OK"));
        one.receive(rsp(7, "200 OK") + rsp(99, "200 OK"));
        assertCounts(one, 4, 1, 3);
        assertThat(one.tally.fault()).isEqualTo("wrong: 3 rsp 6 500 no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 400 Bad Request\r\n", "2 rsp 6200 OK\n", "0 serverclose 0\n", "2 rsp 6 200 OK!\n"})
    void whatIsNoRelpBreaksTheConnection(String answer) {
        OneFlow one = flow(LoadProtocol.RELP);
        one.takeAll();
        one.receive(answer);
        assertThat(one.tally.counts()).isEqualTo(new LoadCounts(6, 0, 6, 0, 0, 1, 0));
        assertThat(one.tally.fault()).startsWith("no answer of RELP: ");
    }

    private static void send(OneFlow one, String stamp, String... answers) {
        for (String answer : answers) {
            one.receive(stamp + answer);
        }
    }

    private static void assertCounts(OneFlow one, long right, long lost, long wrong) {
        assertThat(one.tally.counts()).isEqualTo(new LoadCounts(ALL, right, lost, wrong, 0, 0, 0));
    }

    private static OneFlow flow(LoadProtocol protocol) {
        return new OneFlow(protocol, BYTES, ALL, ALL);
    }
}
