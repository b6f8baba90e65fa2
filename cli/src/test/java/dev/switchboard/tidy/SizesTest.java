package dev.switchboard.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The product's sources keep their sizes; made-up ones show that each rule would report it if they did not.
class SizesTest {
    private static final List<SourceFile> PRODUCT = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        PRODUCT.addAll(Repository.here().mainSources());
    }

    @Test
    void theRulesLookAtEveryModule() {
        assertThat(PRODUCT)
                .extracting(source -> source.path().substring(0, source.path().indexOf('/')))
                .contains("protocol", "serving", "server", "client", "cli", "testkit", "bench");
        assertThat(PRODUCT).extracting(SourceFile::name).contains("Turn.java", "package-info.java");
    }

    @Test
    void noFileIsLongerThan400Lines() {
        assertThat(Sizes.filesTooLong(PRODUCT)).isEmpty();
        assertThat(Sizes.filesTooLong(files(400, 401, 3))).containsExactly("a/src/main/java/F1.java has 401 lines");
    }

    @Test
    void nineOfTenFilesHaveAtMost250Lines() {
        assertThat(Sizes.tooManyLongFiles(PRODUCT)).isEmpty();
        assertThat(Sizes.tooManyLongFiles(files(1, 2, 3, 4, 5, 6, 7, 8, 250, 251)))
                .isEmpty();
        assertThat(Sizes.tooManyLongFiles(files(1, 2, 3, 4, 5, 6, 7, 8, 252, 251)))
                .containsExactly("a/src/main/java/F8.java has 252 lines", "a/src/main/java/F9.java has 251 lines");
    }

    @Test
    void halfOfTheFilesHaveAtMost90Lines() {
        assertThat(Sizes.medianLines(PRODUCT)).isLessThanOrEqualTo(Sizes.MEDIAN_FILE_LINES_MAX);
        assertThat(Sizes.medianLines(files(91, 1, 200))).isEqualTo(91);
        List<SourceFile> flattered = Stream.concat(
                        files(91, 1, 200).stream(),
                        Stream.generate(() -> new SourceFile("a/package-info.java", ""))
                                .limit(9))
                .toList();
        assertThat(Sizes.medianLines(flattered)).isEqualTo(91);
    }

    @Test
    void noMethodIsLongerThan60Lines() {
        assertThat(Sizes.methodsTooLong(PRODUCT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A { @Deprecated void m() {%s} }",
                "class A { A() {%s} }",
                "class A { class B { int n = 1; void m() { Runnable r = () -> {%s}; } } }",
                "record A(int n) { A {%s} }",
                "interface A { default void m() {%s} }",
                "enum A { ONE { void m() {%s} } }",
                "class A { static {%s} }",
                "class A { String open = \"{\"; char c = '{'; /* { */ void m() {%s} }"
            })
    void aMethodOf61LinesIsReportedWhereverItIsDeclared(String form) {
        assertThat(Sizes.methodsTooLong(List.of(declared(form, 59)))).isEmpty();
        assertThat(Sizes.methodsTooLong(List.of(declared(form, 60))))
                .singleElement()
                .asString()
                .startsWith("a/src/main/java/A.java: ")
                .endsWith(" has 61 lines");
    }

    @Test
    void noTypeHasAnEmptyName() {
        assertThat(Sizes.emptyNames(PRODUCT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SessionImpl", "AbstractSession", "SessionManager", "SessionUtil", "StringUtils", "TestHelper"})
    void anEmptyNameIsReportedWhereverItIsDeclared(String name) {
        for (String form : List.of("class %s {}", "interface A { record %s() {} }", "class A { enum %s { ONE } }")) {
            SourceFile source = new SourceFile("a/src/main/java/A.java", form.formatted(name));
            assertThat(Sizes.emptyNames(List.of(source))).containsExactly("a/src/main/java/A.java declares " + name);
        }
    }

    @Test
    void aNameThatOnlySoundsLikeAnEmptyOneIsNot() {
        String text =
                "class Implied { class Abstraction {} record Managed() {} interface Utility {} class Helping {} }";
        assertThat(Sizes.emptyNames(List.of(new SourceFile("a/src/main/java/Implied.java", text))))
                .isEmpty();
    }

    private static SourceFile declared(String form, int lineEnds) {
        return new SourceFile("a/src/main/java/A.java", form.formatted("\n".repeat(lineEnds)));
    }

    private static List<SourceFile> files(int... lines) {
        List<SourceFile> files = new ArrayList<>();
        for (int count : lines) {
            files.add(new SourceFile("a/src/main/java/F" + files.size() + ".java", "//\n".repeat(count)));
        }
        return files;
    }
}
