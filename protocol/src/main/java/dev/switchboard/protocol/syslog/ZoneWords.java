package dev.switchboard.protocol.syslog;

/// The words for zones that are in use in logs, and how far they are from UTC. A word that means several
/// zones is passed over, and the time is read in the receiver's.
final class ZoneWords {
    private static final String[] WORDS = {
        "UTC", "GMT", "Z", "WET", "WEST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK", "SAST", "EAT", "WAT",
        "EDT", "EST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "NST", "NDT", "BRT", "ART", "PKT",
        "ICT", "WIB", "HKT", "SGT", "JST", "KST", "AWST", "ACST", "ACDT", "AEST", "AEDT", "NZST", "NZDT"
    };

    private static final int[] MINUTES = {
        0, 0, 0, 0, 60, 60, 120, 60, 120, 120, 180, 180, 120, 180, 60, -240, -300, -300, -420, -360, -480, -420, -540,
        -480, -600, -210, -150, -180, -180, 300, 420, 420, 480, 480, 540, 540, 480, 570, 630, 600, 660, 720, 780
    };

    /// Of America, China, Cuba; of Britain, Bangladesh; of India, Israel, Ireland; of the Atlantic, Arabia;
    /// and so on.
    private static final String[] AMBIGUOUS = {"CST", "BST", "IST", "AST", "ADT", "AMT", "GST"};

    private ZoneWords() {}

    /// Whether the word is a zone's; the stamp then has it.
    static boolean read(Stamp stamp, byte[] bytes, int start, int stop) {
        for (int index = 0; index < WORDS.length; index++) {
            if (is(WORDS[index], bytes, start, stop)) {
                stamp.zone = Stamp.Zone.WORD;
                stamp.offsetSeconds = MINUTES[index] * 60;
                return true;
            }
        }
        for (String word : AMBIGUOUS) {
            if (is(word, bytes, start, stop)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(String word, byte[] bytes, int start, int stop) {
        return word.length() == stop - start && Chars.has(bytes, start, stop, word);
    }
}
