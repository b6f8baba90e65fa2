package dev.switchboard.lab;

import dev.switchboard.lab.peer.PeerProgram;
import java.util.ArrayList;
import java.util.List;

/// How to start the processes that take part in a run.
///
/// @param java the Java program with its options and class path, everything before the main class
/// @param switchboardMain the main class of `switchboard`
public record Setup(List<String> java, String switchboardMain) {
    public Setup {
        java = List.copyOf(java);
    }

    /// `switchboard serve ARGS…`, with its socket calls in its log.
    List<String> serve(List<String> arguments) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(switchboardMain, "serve", "--calls"));
        command.addAll(arguments);
        return command;
    }

    /// A scripted end.
    List<String> peer() {
        List<String> command = new ArrayList<>(java);
        command.add(PeerProgram.class.getName());
        return command;
    }
}
