package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.SwitchboardProcess;
import org.junit.jupiter.api.Test;

/// `--calls`: the socket calls in the log, by one clock whatever process makes them.
class CallsIT {
    private static final String CALL = "call (began|ended) .*";

    @Test
    void eachCallIsALineWhenItBeginsAndOneWhenItEnds() throws Exception {
        try (SwitchboardProcess server =
                SwitchboardProcess.serve(EveryModel.listening("echo:0,stamp=none", "--calls"))) {
            for (Model model : Model.values()) {
                try (Client client = Client.connect(EveryModel.port(server, model))) {
                    long before = System.nanoTime();
                    client.exchange("hello");
                    long after = System.nanoTime();
                    String began = server.awaitLog(("call began id=\\S+ nanos=\\d+ thread=\\S+ call=send"
                                    + " local=127\\.0\\.0\\.1:%d peer=127\\.0\\.0\\.1:%d")
                            .formatted(EveryModel.port(server, model), client.port()));
                    assertThat(Long.parseLong(value(began, "nanos"))).isBetween(before, after);
                    server.awaitLog("call ended id=%s nanos=\\d+ result=5".formatted(value(began, "id")));
                }
            }
        }
    }

    @Test
    void withoutTheOptionThereAreNone() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:0,stamp=none"))) {
            for (Model model : Model.values()) {
                try (Client client = Client.connect(EveryModel.port(server, model))) {
                    client.exchange("hello");
                }
                server.awaitLog(LogLines.closed(model.word(), "peer-closed"));
            }
            assertThat(server.log(CALL)).isEmpty();
        }
    }

    private static String value(String line, String key) {
        return line.replaceFirst(".* " + key + "=(\\S+).*", "$1");
    }
}
