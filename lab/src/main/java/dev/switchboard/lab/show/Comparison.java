package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The findings of several reports beside each other, in the order of their first appearance.
///
/// @param findings what each report found, in the reports' order; null where it has no such finding
record Comparison(String scene, String what, List<@Nullable Finding> findings) {
    private record Name(String scene, String what) {}

    static List<Comparison> of(List<Report> reports) {
        Map<Name, List<@Nullable Finding>> table = new LinkedHashMap<>();
        for (int i = 0; i < reports.size(); i++) {
            for (Finding finding : reports.get(i).findings()) {
                table.computeIfAbsent(new Name(finding.scene(), finding.what()), _ -> nothing(reports.size()))
                        .set(i, finding);
            }
        }
        List<Comparison> comparisons = new ArrayList<>();
        table.forEach((name, findings) -> comparisons.add(new Comparison(name.scene(), name.what(), findings)));
        return comparisons;
    }

    private static List<@Nullable Finding> nothing(int size) {
        List<@Nullable Finding> nothing = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nothing.add(null);
        }
        return nothing;
    }
}
