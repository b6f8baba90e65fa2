package dev.switchboard.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The product keeps the arrows of the house; a small bad house shows that each rule would report it if it did not.
class ArrowsTest {
    private static final String HOUSE = "dev.switchboard";
    private static final String BAD_HOUSE = "dev.switchboard.tidy.fixtures";
    private static final Pattern PLACE = Pattern.compile("\\((\\w+)\\.java:\\d+\\)");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOUSE);
    private static final JavaClasses BAD = new ClassFileImporter().importPackages(BAD_HOUSE);

    static List<Arguments> rules() {
        return List.of(
                rule("modules import what they may", Arrows::followTheTable, "UsesServing", "UsesCli", "Stranger"),
                rule(
                        "no socket, file or thread in protocol",
                        Places::protocolKnowsNoSocketFileOrThread,
                        "OpensFile",
                        "OpensSocket",
                        "StartsThread"),
                rule("no clock in protocol", Places::protocolHasNoClock, "ReadsClock", "ReadsNanos", "TakesClock"),
                rule("only serving listens", Places::onlyServingListens, "ListensToo", "ListensAtOnce"),
                rule(
                        "only serving and client have sockets",
                        Places::onlyServingAndClientHaveSockets,
                        "OpensSocket",
                        "SendsDatagrams"),
                rule(
                        "only journal, search and lab write files",
                        Places::onlyJournalSearchAndLabWriteFiles,
                        "WritesFile"),
                rule("only posix calls C", Places::onlyPosixCallsC, "CallsC"),
                rule("only cli prints", Places::onlyCliPrints, "Prints", "PrintsTrace"),
                rule("only cli and child programs exit", Places::onlyCliExits, "Exits", "Halts"));
    }

    private static Arguments rule(String name, Function<String, ArchRule> rule, String... offenders) {
        return Arguments.of(Named.of(name, rule), Set.of(offenders));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProductKeepsTheRule(Function<String, ArchRule> rule, Set<String> offenders) {
        rule.apply(HOUSE).check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleReportsWhoeverBreaksItAndNobodyElse(Function<String, ArchRule> rule, Set<String> offenders) {
        assertThat(reported(rule.apply(BAD_HOUSE).evaluate(BAD).getFailureReport()))
                .containsExactlyInAnyOrderElementsOf(offenders);
    }

    @Test
    void theRulesLookAtEveryModule() {
        Set<String> seen = new TreeSet<>();
        PRODUCT.forEach(type -> seen.add(type.getPackageName()));
        assertThat(seen)
                .contains(
                        "dev.switchboard.protocol",
                        "dev.switchboard.protocol.echo",
                        "dev.switchboard.serving",
                        "dev.switchboard.server",
                        "dev.switchboard.client",
                        "dev.switchboard.cli",
                        "dev.switchboard.testkit")
                .noneMatch(name -> name.contains("tidy"));
    }

    private static Set<String> reported(FailureReport report) {
        Set<String> files = new TreeSet<>();
        for (String line : report.getDetails()) {
            Matcher place = PLACE.matcher(line);
            assertThat(place.find()).as("says where: %s", line).isTrue();
            files.add(place.group(1));
        }
        return files;
    }
}
