/// Peers that the server is compared with, each reduced to the same echo.
@NullMarked
package dev.switchboard.bench;

import org.jspecify.annotations.NullMarked;
