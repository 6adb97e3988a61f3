package org.datawarp.app.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.platform.setting.Setting;

/** The files at the top of the repository by which DataWarp is installed. */
final class Repository {

    private static final Pattern ASSIGNMENT = Pattern.compile("#?([A-Z][A-Z0-9_]*)=(.*)");

    private Repository() {}

    static Path path(String name) {
        return Path.of("..").resolve(name);
    }

    static String text(String name) throws IOException {
        return Files.readString(path(name));
    }

    /** Every environment variable that a process of DataWarp reads. */
    static Set<String> variables() {
        Set<String> all = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            all.addAll(setting.variables());
        }
        return all;
    }

    /**
     * What a file of variables sets, or shows behind a {@code #} how to set.
     *
     * @return by variable, in order
     * @throws AssertionError when the first of a group has no comment before it that says what it is
     */
    static Map<String, String> assignments(String file) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        String before = "";
        for (String line : text(file).lines().toList()) {
            var assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                if (before.isBlank()) {
                    throw new AssertionError("%s: nothing says what %s is".formatted(file, assignment.group(1)));
                }
                found.put(assignment.group(1), assignment.group(2));
            }
            before = line;
        }
        return found;
    }

    /** The first group of every match, in order. */
    static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
