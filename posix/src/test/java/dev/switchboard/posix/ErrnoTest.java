package dev.switchboard.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;

class ErrnoTest {
    @Test
    void numbersHaveTheirWords() {
        assertThat(Errno.strerror(Errno.EADDRINUSE)).isEqualTo("Address already in use");
        assertThat(Errno.strerror(Errno.EMFILE)).isEqualTo("Too many open files");
        assertThat(Errno.strerror(Errno.ENFILE)).isEqualTo("Too many open files in system");
        assertThat(Errno.strerror(Errno.EAGAIN)).isEqualTo("Resource temporarily unavailable");
        assertThat(Errno.strerror(Errno.EINTR)).isEqualTo("Interrupted system call");
        assertThat(Errno.strerror(Errno.ECHILD)).isEqualTo("No child processes");
        assertThat(Errno.strerror(Errno.EPIPE)).isEqualTo("Broken pipe");
    }

    @Test
    void numbersHaveTheirNames() {
        assertThat(Errno.name(Errno.ECONNRESET)).isEqualTo("ECONNRESET");
        assertThat(Errno.name(Errno.EAGAIN)).isEqualTo("EAGAIN");
        assertThat(Errno.name(9999)).isEqualTo("E9999");
    }

    @Test
    void anUnknownNumberHasWordsToo() {
        assertThat(Errno.strerror(9999)).isEqualTo("Unknown error 9999");
    }

    @Test
    void aFailedCallSaysItsNameAndWhy() {
        assertThatThrownBy(() -> Descriptors.close(1_000_000))
                .hasMessage("close: Bad file descriptor")
                .asInstanceOf(type(PosixException.class))
                .returns("close", PosixException::call)
                .returns(Errno.EBADF, PosixException::errno);
        assertThatThrownBy(() -> Descriptors.dup2(1_000_000, 1_000_001)).hasMessage("dup2: Bad file descriptor");
    }
}
