package dev.switchboard.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    private static final byte[] NOTHING = {};
    private static final byte[] TEXT = "a line\nanother line\n".repeat(20_000).getBytes(UTF_8);
    private static final byte[] SKIPPABLE = HexFormat.of().parseHex("5f2a4d1803000000" + "616263");
    /// With a checksum of the header, extra data, a name and a comment: flags 2, 4, 8 and 16.
    private static final byte[] RICH_HEADER =
            HexFormat.of().parseHex("1f8b081e" + "000000000003" + "0300616263" + "6e616d6500" + "6300" + "0000");
    private static final int PLAIN_HEADER_BYTES = 10;

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "(", "(\u0235", "_*M text", "\u001f", "PK", "plain text\nwithout end"})
    void whatHasNoMagicIsPlain(String text) throws IOException {
        assertThat(plain(text.getBytes(UTF_8))).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void aBeginningOfAMagicIsPlain() throws IOException {
        for (byte[] magic : new byte[][] {gzip(TEXT), zstd(TEXT), SKIPPABLE}) {
            for (int length = 0; length < 3; length++) {
                byte[] beginning = Arrays.copyOf(magic, length);
                assertThat(plain(beginning)).isEqualTo(beginning);
            }
        }
    }

    @Test
    @SuppressWarnings("InputStreamSlowMultibyteRead") // two bytes
    void aTypedLineDoesNotWaitForTheNextOne() throws IOException {
        InputStream typed = new ByteArrayInputStream("x\n".getBytes(UTF_8)) {
            @Override
            public synchronized int read() {
                assertThat(available()).as("bytes that are there").isPositive();
                return super.read();
            }
        };
        assertThat(Compression.plain(typed).readNBytes(2)).isEqualTo("x\n".getBytes(UTF_8));
    }

    @Test
    void membersAndFramesOneAfterTheOtherAreOne() throws IOException {
        byte[] twice = joined(TEXT, TEXT);
        assertThat(plain(gzip(TEXT), gzip(NOTHING), gzip(TEXT))).isEqualTo(twice);
        assertThat(plain(gzip(NOTHING))).isEmpty();
        assertThat(plain(zstd(TEXT), zstd(NOTHING), SKIPPABLE, zstd(TEXT))).isEqualTo(twice);
        assertThat(plain(SKIPPABLE, zstd(TEXT))).isEqualTo(TEXT);
        assertThat(plain(zstd(NOTHING))).isEmpty();
    }

    @Test
    void everyFieldOfAGzipHeaderIsPassedOver() throws IOException {
        byte[] gzip = gzip(TEXT);
        assertThat(plain(RICH_HEADER, Arrays.copyOfRange(gzip, PLAIN_HEADER_BYTES, gzip.length)))
                .isEqualTo(TEXT);
    }

    @Test
    void zerosBehindTheLastMemberAreNothing() throws IOException {
        assertThat(plain(gzip(TEXT), new byte[512])).isEqualTo(TEXT);
    }

    @Test
    void whatIsCutGivesWhatCameBeforeAndAnError() throws IOException {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        for (byte[] whole : new byte[][] {joined(gzip(TEXT), gzip(noise)), joined(zstd(TEXT), zstd(noise))}) {
            for (int cut : new int[] {1, 9, 1_000, 290_000, whole.length - gzip(TEXT).length - 5}) {
                assertBreaks(Arrays.copyOf(whole, whole.length - cut));
            }
        }
    }

    @Test
    void whatFollowsAndIsNoneGivesWhatCameBeforeAndAnError() throws IOException {
        assertBreaks(joined(gzip(TEXT), "garbage".getBytes(UTF_8)));
        assertBreaks(joined(zstd(TEXT), "garbage".getBytes(UTF_8)));
        assertBreaks(joined(zstd(TEXT), "g".getBytes(UTF_8)));
    }

    @Test
    void bytesThatChangedAreAnError() throws IOException {
        byte[] damaged = joined(gzip(TEXT), gzip(TEXT));
        damaged[damaged.length - 6] ^= 1;
        assertBreaks(damaged);
        byte[] unknown = gzip(TEXT);
        unknown[3] = (byte) 0x80;
        assertThatThrownBy(() -> plain(unknown)).isInstanceOf(IOException.class).hasMessageContaining("flags");
    }

    /// What comes before the damage is [#TEXT] at least.
    private static void assertBreaks(byte[] bytes) throws IOException {
        InputStream plain = Compression.plain(slow(bytes));
        assertThat(plain.readNBytes(TEXT.length)).isEqualTo(TEXT);
        assertThatThrownBy(plain::readAllBytes).isInstanceOf(IOException.class);
    }

    private static byte[] plain(byte[]... parts) throws IOException {
        byte[] bytes = joined(parts);
        byte[] atOnce = Compression.plain(new ByteArrayInputStream(bytes)).readAllBytes();
        assertThat(Compression.plain(slow(bytes)).readAllBytes()).isEqualTo(atOnce);
        return atOnce;
    }

    /// As a pipe brings it: in small pieces, and nothing is said to be available.
    private static InputStream slow(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int available() {
                return 0;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return super.read(into, from, Math.min(length, 7));
            }
        };
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(byte[] plain) {
        return Zstd.compress(plain);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
