package dev.switchboard.lab.record;

import java.util.List;

/// All of one run of an experiment.
///
/// @param model the serving model's word, or empty when the experiment does not depend on it: its servers then run
///     under the standard one
/// @param kernel the kernel's release
/// @param notes what the reader must know about the run: `no segments: a raw socket needs root`
public record Report(
        String experiment,
        String model,
        String kernel,
        String question,
        List<Scene> scenes,
        List<Finding> findings,
        List<String> notes) {
    public Report {
        scenes = List.copyOf(scenes);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /// Whether nothing came out otherwise than predicted.
    public boolean isAsPredicted() {
        return findings.stream().noneMatch(finding -> finding.outcome() == Finding.Outcome.OTHERWISE);
    }
}
