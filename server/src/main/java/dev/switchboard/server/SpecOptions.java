package dev.switchboard.server;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The `KEY[=VALUE]` options of one listener. Whoever understands an option takes it; what is left over at the end
/// is the user's mistake. Not thread-safe.
final class SpecOptions {
    private static final String FLAG = "";

    /// What people may look for among a listener's options, and is the server's.
    private static final String RETAIN = "retain";

    private final String listener;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    /// @param listener what messages call the listener, such as `echo/udp`
    SpecOptions(String listener, List<String> options) {
        this.listener = listener;
        for (String option : options) {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? FLAG : option.substring(equals + 1);
            if (values.putIfAbsent(key, value) != null) {
                throw new ConfigException("%s: option '%s' is given twice".formatted(listener, key));
            }
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /// An option without a value.
    boolean flag(String key) {
        known.add(key);
        String value = values.remove(key);
        if (value != null && !value.equals(FLAG)) {
            throw new ConfigException("%s: option '%s' takes no value".formatted(listener, key));
        }
        return value != null;
    }

    String text(String key, String otherwise) {
        String value = take(key);
        return value == null ? otherwise : value;
    }

    long millis(String key, long min, long otherwise) {
        String value = take(key);
        return value == null ? otherwise : atLeast(key, value, min, Quantities.millis(name(key), value));
    }

    int bytes(String key, int min, int max, int otherwise) {
        String value = take(key);
        return value == null
                ? otherwise
                : (int) atLeast(key, value, min, atMost(key, value, max, Quantities.bytes(name(key), value)));
    }

    int count(String key, int min, int max, int otherwise) {
        String value = take(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,18}")) {
            throw new ConfigException("%s wants a number, not '%s'".formatted(name(key), value));
        }
        return (int) atLeast(key, value, min, atMost(key, value, max, Long.parseLong(value)));
    }

    <E extends Enum<E>> E oneOf(String key, E otherwise) {
        String value = take(key);
        if (value == null) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        List<String> words = Arrays.stream(constants)
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(value);
        if (index < 0) {
            throw new ConfigException(
                    "%s is one of %s, not '%s'".formatted(name(key), String.join(", ", words), value));
        }
        return constants[index];
    }

    /// Complains of options that nobody took.
    void done() {
        if (values.containsKey(RETAIN)) {
            throw new ConfigException(("%s has no option '%s': one journal serves all listeners; "
                            + "say how much it keeps with --%s, as in --%s 7d,20g")
                    .formatted(listener, RETAIN, RETAIN, RETAIN));
        }
        for (String key : values.keySet()) {
            throw new ConfigException(
                    "%s has no option '%s'; it has %s".formatted(listener, key, String.join(", ", known)));
        }
    }

    private @Nullable String take(String key) {
        known.add(key);
        String value = values.remove(key);
        if (value != null && value.equals(FLAG)) {
            throw new ConfigException("%s wants a value, as in %s=…".formatted(name(key), key));
        }
        return value;
    }

    private long atLeast(String key, String value, long min, long number) {
        if (number < min) {
            throw new ConfigException("%s is too small: '%s'".formatted(name(key), value));
        }
        return number;
    }

    private int atMost(String key, String value, int max, long number) {
        if (number > max) {
            throw new ConfigException(name(key) + " is at most " + max + ", not '" + value + "'");
        }
        return (int) number;
    }

    private String name(String key) {
        return listener + ": " + key;
    }
}
