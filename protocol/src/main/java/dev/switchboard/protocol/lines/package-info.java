/// `lines`: what a person types into `nc`. One message a line, into the journal, the receipt back.
@NullMarked
package dev.switchboard.protocol.lines;

import org.jspecify.annotations.NullMarked;
