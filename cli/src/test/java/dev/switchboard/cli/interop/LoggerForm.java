package dev.switchboard.cli.interop;

import dev.switchboard.testkit.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The forms of message that `logger` of util-linux makes, and what each looks like.
enum LoggerForm {
    BY_ITSELF("", "<13>1 TIME HOST \\S+ - - \\[timeQuality tzKnown=\"1\" isSynced=\"[01]\".*?] "),
    RFC_5424("--rfc5424 -t door", "<13>1 TIME HOST door - - \\[timeQuality .*?] "),
    WITHOUT_TIME("--rfc5424=notime -t door", "<13>1 - HOST door - - - "),
    WITHOUT_TIME_QUALITY("--rfc5424=notq -t door", "<13>1 TIME HOST door - - - "),
    WITHOUT_HOST("--rfc5424=notq,nohost -t door", "<13>1 TIME - door - - - "),
    RFC_3164("--rfc3164 -t door", "<13>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d HOST door: "),
    RFC_3164_WITH_ID("--rfc3164 -t door --id=77", "<13>[A-Z][a-z]{2} .{11} HOST door\\[77]: "),
    WITH_PROCESS_ID("-i -t door --rfc5424=notime,nohost,notq", "<13>1 - - door \\d+ - - "),
    WITH_ID("--id=4711 -t door --rfc5424=notime,nohost,notq", "<13>1 - - door 4711 - - "),
    WITH_PRIORITY("-p auth.emerg -t door --rfc5424=notime,nohost,notq", "<32>1 - - door - - - "),
    WITH_MESSAGE_ID("--msgid OPEN -t door --rfc5424=notime,nohost,notq", "<13>1 - - door - OPEN - "),
    WITH_DATA(
            "--sd-id door@32473 --sd-param key=\"a\" --sd-param by=\"x\" -t door --rfc5424=notime,nohost,notq",
            "<13>1 - - door - - \\[door@32473 key=\"a\" by=\"x\"] ");

    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{6}[+-][0-9]{2}:[0-9]{2}";

    private final String options;
    private final String header;

    LoggerForm(String options, String header) {
        this.options = options;
        this.header = header;
    }

    /// Sends one message with `logger`.
    void log(String text, String[] transport, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of("logger", "-n", "127.0.0.1", "-P", Integer.toString(port)));
        command.addAll(List.of(transport));
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split(" ")));
        }
        command.add("--");
        command.add(text);
        Command.run(command.toArray(String[]::new)).assertSucceeded();
    }

    /// What is stored of it.
    String pattern(String text) {
        return header.replace("TIME", TIME).replace("HOST", "\\S+") + Pattern.quote(text);
    }
}
