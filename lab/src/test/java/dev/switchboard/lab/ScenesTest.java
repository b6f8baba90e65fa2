package dev.switchboard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.record.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenesTest {
    private static final Party SERVER = new Party("server", Party.Side.SERVER);

    private static Entry.Call accept(long from, long to) {
        return new Entry.Call(from, SERVER, "s1", "main", "accept", "", to, "127.0.0.1:5");
    }

    private static List<Scene> cut(Entry... entries) {
        Scenes scenes = new Scenes();
        scenes.begin("one", 0);
        scenes.begin("two", 10);
        scenes.begin("three", 20);
        return scenes.of(new Recorded(List.of(entries)));
    }

    @Test
    void anEntryIsInTheSceneOfItsTime() {
        Entry act = new Entry.Act(10, "kill -9 A");
        assertThat(cut(accept(1, 2), act))
                .extracting(Scene::entries)
                .containsExactly(List.of(accept(1, 2)), List.of(act), List.of());
    }

    @Test
    void aCallThatWaitsOverScenesBeginsInOneAndComesBackInAnother() {
        List<Scene> scenes = cut(accept(1, 25));
        assertThat(scenes.get(0).entries())
                .singleElement()
                .satisfies(call -> assertThat(((Entry.Call) call).hasReturned()).isFalse());
        assertThat(scenes.get(1).entries()).isEmpty();
        assertThat(scenes.get(2).entries()).containsExactly(accept(20, 25));
    }

    @Test
    void aCallThatNeverComesBackIsOnlyWhereItBegan() {
        Entry.Call waiting = accept(5, Entry.Call.NEVER);
        assertThat(cut(waiting)).extracting(Scene::entries).containsExactly(List.of(waiting), List.of(), List.of());
    }
}
