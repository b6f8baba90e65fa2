/// The few system calls that the JDK does not offer: accepting and passing descriptors, starting and collecting child
/// processes, asking the kernel how connections are doing, larger receive buffers, and seeing packets and namespaces.
///
/// Everything here is **Linux only** (x86_64 and aarch64, glibc 2.34 or newer) and needs
/// `--enable-native-access`. Nothing native is loaded before the first call.
///
/// A blocking call here holds its platform thread, ignores [Thread#interrupt()], and pins the carrier of a virtual
/// thread: give each blocking call a platform thread of its own. All descriptors made here are close-on-exec.
@NullMarked
package dev.switchboard.posix;

import org.jspecify.annotations.NullMarked;
