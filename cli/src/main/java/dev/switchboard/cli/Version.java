package dev.switchboard.cli;

import picocli.CommandLine.IVersionProvider;

/// What `--version` prints: the version that the build wrote into the jar.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"switchboard " + (version == null ? "(not packaged)" : version)};
    }
}
