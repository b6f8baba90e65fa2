/// The lab: experiments on real sockets. Each is a question, a prediction, a run with real processes, what was
/// observed on both ends and in the kernel, and findings that are judged from that record alone.
///
/// Linux only. The processes, ports, network namespaces and rules of a run are gone when it is over.
@NullMarked
package dev.switchboard.lab;

import org.jspecify.annotations.NullMarked;
