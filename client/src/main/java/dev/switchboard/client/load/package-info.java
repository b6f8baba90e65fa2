/// Load against any server that echoes lines, or speaks `lines`, syslog or RELP: how many messages a second it takes,
/// how long answers take, and what is lost or wrong.
///
/// ```java
/// LoadResult result = new Load(LoadConfig.of(HostPort.parse("localhost:2012", "localhost"), LoadProtocol.ECHO)).run();
/// ```
@NullMarked
package dev.switchboard.client.load;

import org.jspecify.annotations.NullMarked;
