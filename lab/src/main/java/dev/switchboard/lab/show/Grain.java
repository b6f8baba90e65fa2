package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import org.jspecify.annotations.Nullable;

/// How much alike items must be to be told as one.
enum Grain {
    /// The same call on the same socket, between two turning points.
    FINE,
    /// The same call of a party, between two acts of the lab.
    COARSE,
    /// The same call on the same side, anywhere in the scene.
    COARSEST;

    /// Items with equal keys are of one kind.
    String key(Item item) {
        return switch (item) {
            case Item.Call(long _, Entry.Call call, Item.Call.Part _, String _) ->
                "call " + call.name() + " " + outcome(call) + " " + of(call.party(), call.socket());
            case Item.States states ->
                "states " + states.left().word() + " " + states.right().word() + " "
                        + of(states.client(), states.link().toString());
            case Item.Arrow arrow ->
                "arrow " + arrow.flags() + " " + arrow.toServer() + " "
                        + of(arrow.client(), arrow.link().toString());
            case Item.Act act -> "act " + (this == COARSEST ? "" : act.text());
            case Item.Said said -> "said " + of(said.party(), said.text().replaceAll("\\d+", "#"));
            case Item.More more -> "more " + more.text();
        };
    }

    private String of(@Nullable Party party, String detail) {
        String name = party == null ? "?" : party.name();
        return switch (this) {
            case FINE -> name + " " + detail;
            case COARSE -> name;
            case COARSEST -> party == null ? "?" : party.side().name();
        };
    }

    /// `#` for any number, so that sends of different lengths are alike; else the result itself.
    static String outcome(Entry.Call call) {
        if (!call.hasReturned()) {
            return "…";
        }
        return call.result().matches("-?\\d+") ? "#" : call.result();
    }

    /// Whether what is before the item and what is after it are told apart.
    boolean isTurningPoint(Item item) {
        return switch (item) {
            case Item.Act _ -> this != COARSEST;
            case Item.States states -> this == FINE && states.turning();
            case Item.Call _, Item.Arrow _, Item.Said _, Item.More _ -> false;
        };
    }
}
