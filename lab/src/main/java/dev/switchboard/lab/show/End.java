package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.posix.TcpState;
import java.util.ArrayList;
import java.util.List;

/// What the kernel last said of one end of a connection.
///
/// @param state `ESTABLISHED`, `LISTEN 2/1`, `-` when it is gone, empty when it was never seen
/// @param details what else is not nought: `in 13`, `out 5`, `resent 2`
record End(String state, List<String> details) {
    static final End UNSEEN = new End("", List.of());

    static End of(Entry.Kernel kernel) {
        if (kernel.state() == TcpState.LISTEN) {
            return new End("LISTEN " + kernel.receiveQueue() + "/" + kernel.sendQueue(), List.of());
        }
        List<String> details = new ArrayList<>();
        add("in", kernel.receiveQueue(), details);
        add("out", kernel.sendQueue(), details);
        add("resent", kernel.retransmits(), details);
        return new End(kernel.stateText(), List.copyOf(details));
    }

    private static void add(String word, long count, List<String> details) {
        if (count != 0) {
            details.add(word + " " + count);
        }
    }

    /// The state's word alone, without a listening socket's queue.
    String word() {
        int space = state.indexOf(' ');
        return space < 0 ? state : state.substring(0, space);
    }
}
