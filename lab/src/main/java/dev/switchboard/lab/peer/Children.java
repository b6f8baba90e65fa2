package dev.switchboard.lab.peer;

import dev.switchboard.posix.ChildProcess;
import dev.switchboard.posix.ExitStatus;
import dev.switchboard.posix.PosixException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The processes that a scripted end started. Nobody collects them but by an order, so each stays a zombie until then.
/// Any thread.
final class Children {
    private final Map<Integer, ChildProcess> children = new ConcurrentHashMap<>();

    Orders.Done spawn(int descriptor, List<String> program) throws PosixException {
        ChildProcess child = ChildProcess.spawn(program, descriptor);
        children.put(child.pid(), child);
        return Orders.Done.of(child.pid());
    }

    Orders.Done kill(int pid) throws PosixException {
        child(pid).kill(ChildProcess.SIGKILL);
        return Orders.Done.of("ok");
    }

    Orders.Done collect(int pid) throws PosixException {
        return Orders.Done.of(
                switch (child(pid).waitFor()) {
                    case ExitStatus.Exited exited -> "ended with " + exited.code();
                    case ExitStatus.Signalled signalled -> "killed by " + signalled.signal();
                });
    }

    private ChildProcess child(int pid) {
        ChildProcess child = children.get(pid);
        if (child == null) {
            throw new IllegalArgumentException("no child " + pid);
        }
        return child;
    }
}
