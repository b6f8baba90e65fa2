package dev.switchboard.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The repository's files keep clear of some words; made-up ones show that each rule would report them.
class WordsTest {
    private static final List<SourceFile> JAVA = new ArrayList<>();
    private static final List<SourceFile> SCRIPTS = new ArrayList<>();
    private static final List<SourceFile> DOCUMENTS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Repository repository = Repository.here();
        JAVA.addAll(repository.javaSources());
        SCRIPTS.addAll(repository.scripts());
        DOCUMENTS.addAll(repository.documents());
    }

    @Test
    void theRulesLookAtSourcesTestsScriptsAndDocuments() {
        assertThat(JAVA)
                .extracting(SourceFile::path)
                .contains(
                        "protocol/src/main/java/dev/switchboard/protocol/Turn.java",
                        "cli/src/test/java/dev/switchboard/tidy/WordsTest.java");
        assertThat(SCRIPTS).extracting(SourceFile::path).contains("pom.xml", "cli/pom.xml", "switchboard", "build/app");
        assertThat(DOCUMENTS).extracting(SourceFile::path).contains("bench/README.md");
        assertThat(SCRIPTS).extracting(SourceFile::path).noneMatch(path -> path.contains("target/"));
    }

    @Test
    void nothingIsLeftForLaterInWriting() {
        assertThat(Words.workLeftForLater(JAVA)).isEmpty();
        assertThat(Words.workLeftForLater(SCRIPTS)).isEmpty();
        assertThat(Words.workLeftForLater(DOCUMENTS)).isEmpty();
    }

    @Test
    void wordsThatLeaveWorkForLaterAreReported() {
        SourceFile file =
                new SourceFile("A.java", "// fine\n// TO" + "DO: more\n//FIX" + "ME\n// TO" + "DOS is a name\n");
        assertThat(Words.workLeftForLater(List.of(file)))
                .containsExactly("A.java:2 says TO" + "DO", "A.java:3 says FIX" + "ME");
    }

    @Test
    void noLineOfJavaIsLongerThan120Characters() {
        assertThat(Words.linesTooLong(JAVA)).isEmpty();
        SourceFile file = new SourceFile("A.java", "x".repeat(120) + "\n" + "é".repeat(121) + "\n");
        assertThat(Words.linesTooLong(List.of(file))).containsExactly("A.java:2 has 121 characters");
    }

    @Test
    void noScriptSaysWherePackagesAreDownloadedFrom() {
        assertThat(Words.downloadAddresses(SCRIPTS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repo!maven!apache!org/maven2", "repo1!maven!org/maven2/a/b.jar", "registry!npmjs!org/left-pad",
                "deb!debian!org/debian", "archive!ubuntu!com/ubuntu", "packages!adoptium!net/artifactory/deb",
                "central!sonatype!com/repository"
            })
    void theAddressOfAPackageHostIsReported(String spelledApart) {
        String address = spelledApart.replace('!', '.'); // so that this file says none either
        for (String scheme : List.of("http", "https")) {
            String text = "<url>" + scheme + ":/" + "/" + address + "</url>";
            assertThat(Words.downloadAddresses(List.of(new SourceFile("pom.xml", text))))
                    .singleElement()
                    .asString()
                    .startsWith("pom.xml:1 says " + scheme + "://")
                    .doesNotContain("</url>");
        }
    }

    @Test
    void theNameOfAnXmlVocabularyIsNoDownload() {
        String text =
                "<project xmlns=\"http://maven.apache.org/POM/4.0.0\" see=\"https://www.rfc-editor.org/rfc/rfc1\">";
        assertThat(Words.downloadAddresses(List.of(new SourceFile("pom.xml", text))))
                .isEmpty();
    }
}
