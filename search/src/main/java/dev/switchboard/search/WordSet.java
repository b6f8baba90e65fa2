package dev.switchboard.search;

import java.util.Arrays;

/// The different words of a range, as hashes. Grows as needed and is used again. Not thread-safe.
final class WordSet implements Words.Sink {
    private static final int SLOTS_FIRST = 1 << 15;

    private long[] slots = new long[SLOTS_FIRST];
    /// Which slots are taken, in the order in which they were.
    private int[] taken = new int[SLOTS_FIRST / 2];
    private int size;

    @Override
    public void word(long hash) {
        long word = hash == 0 ? 1 : hash; // 0 is a free slot
        int mask = slots.length - 1;
        int at = (int) word & mask;
        while (slots[at] != 0) {
            if (slots[at] == word) {
                return;
            }
            at = (at + 1) & mask;
        }
        slots[at] = word;
        taken[size] = at;
        size++;
        if (size == taken.length) {
            grow();
        }
    }

    private void grow() {
        long[] words = toArray();
        slots = new long[slots.length * 2];
        taken = new int[taken.length * 2];
        size = 0;
        for (long word : words) {
            word(word);
        }
    }

    /// All of them, in no order.
    long[] toArray() {
        long[] words = new long[size];
        for (int i = 0; i < size; i++) {
            words[i] = slots[taken[i]];
        }
        return words;
    }

    void clear() {
        if (size > slots.length / 16) {
            Arrays.fill(slots, 0);
        } else {
            for (int i = 0; i < size; i++) {
                slots[taken[i]] = 0;
            }
        }
        size = 0;
    }
}
