package dev.switchboard.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @Test
    void lettersDigitsUnderscoresAndAllBeyondAsciiMakeWords() {
        assertThat(words("user=root, a_1 10.0.0.7 größe!x")).isEqualTo(words("user root a_1 10 0 0 7 größe x"));
        assertThat(words(" -.: ")).isEmpty();
        assertThat(words("a b")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR,error",
        "GRÖßE,größe",
        "ΟΔΟΣ,οδος",
        "ΟΔΟΣ,οδοσ",
        "A_LONGER_WORD_THAN_16,a_longer_word_than_16",
        "\u212a,k",
        "ÄÖÜabcdefgh,äöüABCDEFGH"
    })
    void caseDoesNotMatter(String one, String other) {
        assertThat(words(one)).hasSize(1).isEqualTo(words(other));
    }

    @Test
    void aPartOfAnArrayHasTheWordsThatAreInIt() {
        byte[] bytes = "one two three".getBytes(StandardCharsets.UTF_8);
        List<Long> found = new ArrayList<>();
        Words.each(bytes, 4, 7, found::add);
        assertThat(found).isEqualTo(words("two"));
    }

    @Test
    void bytesThatAreNoUtf8AreAWord() {
        List<Long> found = new ArrayList<>();
        Words.each(new byte[] {'a', ' ', (byte) 0xff, (byte) 0xc3, ' ', 'b'}, 0, 6, found::add);
        assertThat(found).hasSize(3);
    }

    @Test
    void aNameIsNoWordAndNoNameOfAnotherKind() {
        long host = Words.marked(Probe.HOST, "main");
        assertThat(host).isNotEqualTo(Words.marked(Probe.CHANNEL, "main"));
        assertThat(words("main")).doesNotContain(host, Words.marked(Probe.CHANNEL, "main"));
        assertThat(Words.marked(Probe.HOST, "MAIN")).isEqualTo(host);
    }

    @Test
    void aFilterHasAllItsWordsAndFewOthers() {
        Random random = new Random(1);
        WordSet set = new WordSet();
        List<Long> in = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            in.add(i == 0 ? 0 : random.nextLong());
            set.word(in.getLast());
            set.word(in.get(random.nextInt(in.size())));
        }
        assertThat(set.toArray()).hasSize(in.size());
        BloomFilter filter = BloomFilter.of(set.toArray());
        assertThat(in).allMatch(filter::mayHold);
        int wrong = 0;
        for (int i = 0; i < 100_000; i++) {
            wrong += filter.mayHold(random.nextLong()) ? 1 : 0;
        }
        assertThat(wrong).isLessThan(500);
        set.clear();
        assertThat(set.toArray()).isEmpty();
        set.word(7);
        assertThat(set.toArray()).containsExactly(7);
    }

    @Test
    void aFilterOfNoWordsHasNone() {
        assertThat(BloomFilter.of(new long[0]).mayHold(7)).isFalse();
    }

    private static List<Long> words(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Long> found = new ArrayList<>();
        Words.each(bytes, 0, bytes.length, found::add);
        return found;
    }
}
