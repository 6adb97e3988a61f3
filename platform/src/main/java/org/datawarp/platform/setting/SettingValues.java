package org.datawarp.platform.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of settings: options come before environment variables, and these before files that variables name.
 * Collects the problems, so that all are reported at once. Used by one thread.
 */
final class SettingValues {

    static final int HIGHEST_PORT = 65_535;

    private static final Pattern LINE_BREAKS_AT_END = Pattern.compile("[\\r\\n]+\\z");

    private final Map<Setting, String> options;
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    /** @param environment as {@link System#getenv()} */
    SettingValues(Map<Setting, String> options, Map<String, String> environment) {
        this.options = Map.copyOf(options);
        this.environment = Map.copyOf(environment);
    }

    /** The value, or the default of the setting; empty when there is none. */
    String value(Setting setting) {
        String given = given(setting);
        return given == null ? setting.fallback() : given;
    }

    boolean isGiven(Setting setting) {
        return given(setting) != null;
    }

    @Nullable
    String given(Setting setting) {
        String option = options.get(setting);
        if (option != null) {
            return option;
        }
        return setting.variables().stream()
                .map(variable -> ofVariable(setting, variable))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private Optional<String> ofVariable(Setting setting, String variable) {
        Optional<String> value = variable(variable);
        Optional<String> file = setting.mayBeInFile() ? variable(variable + Setting.IN_FILE) : Optional.empty();
        if (value.isPresent() && file.isPresent()) {
            add(variable, "\"" + variable + Setting.IN_FILE + "\" too", "one of the two");
        }
        return value.or(() -> file.map(name -> content(variable + Setting.IN_FILE, name)));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The content of a file, which is never shown. */
    private String content(String variable, String name) {
        try {
            String text =
                    LINE_BREAKS_AT_END.matcher(Files.readString(Path.of(name))).replaceFirst("");
            if (text.isEmpty()) {
                add(variable, "\"" + name + "\", which is empty", "a file with the value");
            }
            return text;
        } catch (IOException | InvalidPathException e) {
            add(variable, "\"" + name + "\"", "a text file that can be read");
            return "";
        }
    }

    /** A file that must exist; empty when the setting is not given. */
    Optional<String> file(Setting setting) {
        String name = value(setting);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(name).toAbsolutePath().normalize();
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                problem(setting, name, "a file that can be read");
            }
            return Optional.of(file.toString());
        } catch (InvalidPathException e) {
            problem(setting, name, "the name of a file");
            return Optional.empty();
        }
    }

    /** A whole number within bounds, both inclusive. */
    int number(Setting setting, int least, int most) {
        String text = value(setting);
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the bounds.
        }
        problem(setting, text, "a whole number from %d to %d".formatted(least, most));
        return least;
    }

    /** A user without a password, or the other way round, is a problem. */
    void refuseHalf(Setting user, Setting password) {
        if (value(user).isEmpty() != value(password).isEmpty()) {
            problem(value(user).isEmpty() ? user : password, "", "both user and password, or neither");
        }
    }

    /** What stands between commas, without blanks. */
    List<String> list(Setting setting) {
        return Arrays.stream(value(setting).split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** One of some words, spelt as in the list; empty when the setting is not given. */
    String oneOf(Setting setting, List<String> words) {
        String text = value(setting);
        if (!text.isEmpty() && !words.contains(text)) {
            problem(setting, text, "one of " + String.join(", ", words));
        }
        return text;
    }

    void problem(Setting setting, String found, String expected) {
        add(setting.name(), "\"" + found + "\"", expected);
    }

    private void add(String variable, String found, String expected) {
        String problem = "%s: found %s, expected %s".formatted(variable, found, expected);
        // A setting may be read twice.
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** @throws InvalidSettingsException naming every problem so far, if there is any */
    void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}
