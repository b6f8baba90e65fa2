package dev.switchboard.lab.show;

import java.util.ArrayList;
import java.util.List;

/// The connections whose state a life line shows, each as a bar of its own beside the others. One of which a
/// change of state is left out has none: the bar would say what was not so.
final class Bars {
    static final int WIDTH = 9;
    private static final int BARS_MAX = 4;

    private final List<Link> links = new ArrayList<>();

    void add(Link link) {
        if (!links.contains(link) && links.size() < BARS_MAX) {
            links.add(link);
        }
    }

    /// Which bar, or -1 for a connection that has none: there are too many, or it is told in part only.
    int of(Link link) {
        return links.indexOf(link);
    }

    int width() {
        return WIDTH * Math.max(1, links.size());
    }
}
