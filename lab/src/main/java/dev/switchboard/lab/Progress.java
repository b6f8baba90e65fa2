package dev.switchboard.lab;

/// Told how a run goes on, for somebody who waits. Called from the run's thread; must be quick.
@FunctionalInterface
public interface Progress {
    /// A scene begins.
    void scene(String experiment, String title);
}
