/// Channels, receipts, subscriptions: between the sessions and the journal.
@NullMarked
package dev.switchboard.hub;

import org.jspecify.annotations.NullMarked;
