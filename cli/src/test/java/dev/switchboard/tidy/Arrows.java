package dev.switchboard.tidy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which module may import which: the arrows between the rooms of the house.
final class Arrows {
    /// A module that exists and is not in this table fails. `cli` may see what `server` shows of other modules.
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("message", Set.of()),
            Map.entry("protocol", Set.of("message")),
            Map.entry("journal", Set.of("message")),
            Map.entry("search", Set.of("message", "protocol", "journal")),
            Map.entry("hub", Set.of("message", "journal")),
            Map.entry("serving", Set.of("message", "protocol", "hub", "posix")),
            Map.entry("posix", Set.of()),
            Map.entry("server", Set.of("message", "protocol", "journal", "search", "hub", "posix", "serving")),
            Map.entry("client", Set.of("message", "protocol")),
            Map.entry("lab", Set.of("client", "protocol", "posix")),
            Map.entry("cli", Set.of("server", "client", "lab", "serving", "search", "protocol", "journal", "message")),
            Map.entry("testkit", Set.of("message", "protocol", "journal")));

    private Arrows() {}

    /// @param root the package that holds one package a module
    static ArchRule followTheTable(String root) {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new OnlyImportWhatTheTableAllows(root));
    }

    private static final class OnlyImportWhatTheTableAllows extends ArchCondition<JavaClass> {
        private final String root;

        OnlyImportWhatTheTableAllows(String root) {
            super("only import the modules that their own may");
            this.root = root;
        }

        @Override
        public void check(JavaClass origin, ConditionEvents events) {
            String from = module(origin);
            Set<String> allowed = from == null ? null : MAY_IMPORT.get(from);
            if (allowed == null) {
                events.add(SimpleConditionEvent.violated(
                        origin, origin.getName() + " is in no known module (" + origin.getSimpleName() + ".java:0)"));
                return;
            }
            origin.getDirectDependenciesFromSelf().forEach(dependency -> {
                String to = module(dependency.getTargetClass().getBaseComponentType());
                if (to != null && !to.equals(from) && !allowed.contains(to)) {
                    events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                }
            });
        }

        private @Nullable String module(JavaClass type) {
            String name = type.getPackageName();
            if (!name.startsWith(root + ".")) {
                return null;
            }
            String below = name.substring(root.length() + 1);
            int dot = below.indexOf('.');
            return dot < 0 ? below : below.substring(0, dot);
        }
    }
}
