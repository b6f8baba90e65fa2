package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Party;

/// The columns of a scene's picture; what is in [#ALL] has a row for itself.
enum Lane {
    CLIENT,
    MIDDLE,
    SERVER,
    ALL;

    static Lane of(Party party) {
        return switch (party.side()) {
            case CLIENT -> Lane.CLIENT;
            case SERVER -> Lane.SERVER;
        };
    }
}
