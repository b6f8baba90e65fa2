package dev.switchboard.posix;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.switchboard.posix.ExitStatus.Exited;
import dev.switchboard.posix.ExitStatus.Signalled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChildProcessTest {
    private static final List<String> SLEEP = List.of("/bin/sleep", "1000");

    /// glibc keeps two signals for itself and handles them in every process that has threads.
    private static final long OF_THE_C_LIBRARY = 0x180000000L;

    private final List<ChildProcess> children = new ArrayList<>();
    private ControlChannel near;
    private ControlChannel far;

    @BeforeEach
    void makeControlChannel() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        near = pair.near();
        far = pair.far();
    }

    @AfterEach
    void killChildrenAndCloseControlChannel() throws Exception {
        for (ChildProcess child : children) {
            if (child.kill(ChildProcess.SIGKILL)) {
                child.waitFor();
            }
        }
        near.close();
        far.close();
    }

    private ChildProcess shell(String script) throws PosixException {
        return spawn(List.of("/bin/sh", "-c", script));
    }

    private ChildProcess spawn(List<String> argv) throws PosixException {
        ChildProcess child = ChildProcess.spawn(argv, far.fd());
        children.add(child);
        return child;
    }

    @Test
    void theExitCodeIsKnownAndStaysKnown() throws Exception {
        ChildProcess child = shell("exit 17");
        assertThat(child.waitFor()).isEqualTo(new Exited(17));
        assertThat(child.waitFor()).isEqualTo(new Exited(17));
        assertThat(child.poll()).isEqualTo(new Exited(17));
        assertThat(shell("exit 0").waitFor()).isEqualTo(new Exited(0));
        assertThat(shell("exit 255").waitFor()).isEqualTo(new Exited(255));
    }

    @Test
    void theKillingSignalIsKnown() throws Exception {
        ChildProcess child = spawn(SLEEP);
        assertThat(child.poll()).isNull();
        assertThat(child.kill(ChildProcess.SIGKILL)).isTrue();
        assertThat(child.waitFor()).isEqualTo(new Signalled(ChildProcess.SIGKILL));

        ChildProcess polite = spawn(SLEEP);
        polite.kill(ChildProcess.SIGTERM);
        Eventually.until("end by SIGTERM", () -> new Signalled(ChildProcess.SIGTERM).equals(polite.poll()));
    }

    @Test
    void aCollectedChildIsNoZombieAndIsNeverSignalled() throws Exception {
        ChildProcess child = shell("exit 0");
        Path state = Path.of("/proc/" + child.pid() + "/stat");
        Eventually.until("a zombie", () -> Files.readString(state).contains(") Z "));
        assertThat(child.kill(ChildProcess.SIGTERM)).isTrue();
        child.waitFor();
        assertThat(state).doesNotExist();
        assertThat(child.kill(ChildProcess.SIGTERM)).isFalse();
    }

    @Test
    void severalThreadsMayWaitAndOneMayKill() throws Exception {
        ChildProcess child = spawn(SLEEP);
        FutureTask<ExitStatus> first = new FutureTask<>(child::waitFor);
        FutureTask<ExitStatus> second = new FutureTask<>(child::waitFor);
        Eventually.inside(Thread.ofPlatform().start(first), "awaitEnd");
        Thread.ofPlatform().start(second);
        assertThat(child.poll()).isNull();
        child.kill(ChildProcess.SIGKILL);
        assertThat(first.get()).isEqualTo(new Signalled(ChildProcess.SIGKILL));
        assertThat(second.get()).isEqualTo(first.get());
    }

    @Test
    void aChildCollectedBySomeoneElseIsSaidToBeGone() throws Exception {
        ChildProcess child = shell("exit 3");
        ChildProcess thief = new ChildProcess(child.pid());
        assertThat(thief.waitFor()).isEqualTo(new Exited(3));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(child::waitFor)
                    .hasMessage("waitpid: No child processes")
                    .asInstanceOf(type(PosixException.class))
                    .returns(Errno.ECHILD, PosixException::errno);
        }
        assertThat(child.kill(ChildProcess.SIGTERM)).isFalse();
    }

    @Test
    void onlyFourDescriptorsAreInheritedWhateverTheParentHasOpen() throws Exception {
        for (int fd = 8_000; fd < 8_400; fd++) {
            // dup2 leaves the new one open across exec.
            Descriptors.dup2(far.fd(), fd);
        }
        try {
            ChildProcess child = spawn(SLEEP);
            // Its loader has libraries open for a moment.
            Eventually.until(
                    "four descriptors",
                    () -> OpenDescriptors.of(child.pid())
                            .keySet()
                            .equals(Map.of(0, 0, 1, 1, 2, 2, 3, 3).keySet()));
            Map<Integer, String> here =
                    OpenDescriptors.of(ProcessHandle.current().pid());
            Map<Integer, String> there = OpenDescriptors.of(child.pid());
            assertThat(there.get(0)).isEqualTo("/dev/null");
            assertThat(there.get(1)).isEqualTo(here.get(2));
            assertThat(there.get(2)).isEqualTo(here.get(2));
            assertThat(there.get(3)).isEqualTo(here.get(far.fd()));
        } finally {
            for (int fd = 8_000; fd < 8_400; fd++) {
                Descriptors.close(fd);
            }
        }
    }

    @Test
    void signalsAreUntouchedAndTheProcessGroupIsItsOwn() throws Exception {
        SignalDisposition.ignore(SignalDisposition.SIGUSR1);
        try {
            assertThat(signals(ProcessHandle.current().pid(), "SigIgn")).isNotZero();
            ChildProcess child = spawn(SLEEP);
            assertThat(signals(child.pid(), "SigIgn") & ~OF_THE_C_LIBRARY).isZero();
            assertThat(signals(child.pid(), "SigBlk")).isZero();
            String stat = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
            assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2])
                    .isEqualTo("" + child.pid());
            child.kill(SignalDisposition.SIGUSR1);
            assertThat(child.waitFor()).isEqualTo(new Signalled(SignalDisposition.SIGUSR1));
        } finally {
            SignalDisposition.restore(SignalDisposition.SIGUSR1);
        }
    }

    private static long signals(long pid, String field) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring(field.length() + 1).strip(), 16))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theEnvironmentIsInheritedOrChosen() throws Exception {
        String path = requireNonNull(System.getenv("PATH"));
        assertThat(shell("test \"$PATH\" = '" + path + "'").waitFor()).isEqualTo(new Exited(0));

        List<String> argv = List.of("/bin/sh", "-c", "test \"$GREETING\" = 'grüß dich' && test -z \"$HOME\"");
        ChildProcess child = ChildProcess.spawn(argv, Map.of("GREETING", "grüß dich"), far.fd());
        assertThat(child.waitFor()).isEqualTo(new Exited(0));
    }

    @Test
    void aProgramThatCannotStartIsAnErrorNotAChild() {
        assertThatThrownBy(() -> ChildProcess.spawn(List.of("/nowhere/program"), far.fd()))
                .hasMessage("posix_spawn /nowhere/program: No such file or directory");
        assertThatThrownBy(() -> ChildProcess.spawn(List.of("/etc/passwd"), far.fd()))
                .hasMessage("posix_spawn /etc/passwd: Permission denied");
        assertThatThrownBy(() -> ChildProcess.spawn(SLEEP, 1_000_000)).hasMessageEndingWith("Bad file descriptor");
        assertThatThrownBy(() -> ChildProcess.spawn(List.of(), far.fd())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChildProcess.spawn(List.of("/bin/sh", "a\0b"), far.fd()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deathIsSeenAsHangUpOfTheControlChannel() throws Exception {
        try (ReadyWait wait = ReadyWait.open()) {
            ChildProcess child = spawn(SLEEP);
            far.close();
            wait.add(near.fd());
            assertThat(wait.await(0)).isEmpty();
            child.kill(ChildProcess.SIGKILL);
            assertThat(wait.await(ReadyWait.FOREVER)).containsExactly(near.fd());
            assertThat(near.receive()).isNull();
            assertThat(child.waitFor()).isEqualTo(new Signalled(ChildProcess.SIGKILL));
        }
    }

    @Test
    void manyChildrenLeaveNothingOpen() throws Exception {
        shell("exit 0").waitFor();
        long before = OpenDescriptors.socketsHere();
        for (int i = 0; i < 50; i++) {
            assertThat(shell("exit 0").waitFor()).isEqualTo(new Exited(0));
        }
        assertThat(OpenDescriptors.socketsHere()).isEqualTo(before);
    }
}
