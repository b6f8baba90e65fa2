package dev.switchboard.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ExhaustedDescriptorsTest {
    @Test
    void aProcessWithoutFreeDescriptorsSaysSoAndRecovers() throws Exception {
        ControlChannel.Pair pair = ControlChannel.pair();
        List<String> limited = List.of("/bin/sh", "-c", "ulimit -n 100; exec \"$@\"", "sh");
        List<String> argv = Stream.concat(limited.stream(), JavaChild.argv(ExhaustedDescriptorsChild.class).stream())
                .toList();
        ChildProcess child = ChildProcess.spawn(argv, pair.far().fd());
        pair.far().close();
        try (ControlChannel control = pair.near()) {
            int port = number(control);
            knock(control, port);
            assertThat(number(control)).isZero();
            assertThat(number(control)).isZero();

            knock(control, port);
            assertThat(number(control)).isEqualTo(Errno.EMFILE);
            assertThat(number(control)).isEqualTo(Errno.EMFILE);

            // The connection was kept in the queue, the descriptor was lost.
            control.send(new byte[1], control.fd());
            assertThat(number(control)).isZero();
            assertThat(number(control)).isZero();
        }
        assertThat(child.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    private static void knock(ControlChannel control, int port) throws Exception {
        At.connect("127.0.0.1", port).close();
        control.send(new byte[1], control.fd());
    }

    private static int number(ControlChannel control) throws PosixException {
        return Integer.parseInt(new String(requireNonNull(control.receive()).bytes(), UTF_8));
    }
}
