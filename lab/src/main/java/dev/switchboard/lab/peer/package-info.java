/// A scripted end: a process of its own that makes one system call for each order it gets, and says when each began and
/// what the kernel answered. [PeerProgram] is the process; [Peer] and [PeerSocket] are its handles in the lab.
@NullMarked
package dev.switchboard.lab.peer;

import org.jspecify.annotations.NullMarked;
