package dev.switchboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void saysWhatTheSystemSays() {
        assertThat(Causes.of(new ConnectException("Connection refused"))).isEqualTo("Connection refused");
        assertThat(Causes.of(new PortUnreachableException())).isEqualTo("Connection refused");
        assertThat(Causes.of(new SocketTimeoutException("Connect timed out"))).isEqualTo("Connection timed out");
        assertThat(Causes.of(new UnknownHostException("nowhere"))).isEqualTo("Name or service not known");
        assertThat(Causes.of(new UnknownHostException("nowhere: Temporary failure in name resolution")))
                .isEqualTo("Temporary failure in name resolution");
        assertThat(Causes.of(new IOException())).isEqualTo("IOException");
    }
}
