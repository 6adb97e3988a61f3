package org.datawarp.app.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compares the output on a page with the real output, line by line. Lines must follow each other directly unless
 * {@code …} is between them. Times, durations, ports, names of attempts, versions and widths of columns differ each
 * time.
 */
public final class PrintedText {

    private static final String LEFT_OUT = "…";

    private final List<String> actual;
    private int at;

    private PrintedText(List<String> actual) {
        this.actual = actual;
    }

    /**
     * Finds the first line of a page that differs.
     *
     * @param documented the lines on the page
     * @param printed the real output
     * @param here the folder that plays the reader's folder
     * @return what differs; empty when everything is as documented
     */
    public static Optional<String> difference(List<String> documented, String printed, Path here) {
        List<String> actual = printed.lines()
                .map(line -> normal(withoutPlace(line, here)))
                .filter(line -> !line.isEmpty())
                .toList();
        PrintedText text = new PrintedText(actual);
        boolean free = false;
        for (String line : documented) {
            if (line.strip().equals(LEFT_OUT)) {
                free = true;
            } else if (!normal(line).isEmpty()) {
                if (!text.takes(normal(line), free)) {
                    return Optional.of("documented: %s%nprinted:%n%s".formatted(line, printed));
                }
                free = false;
            }
        }
        return free || text.at == actual.size()
                ? Optional.empty()
                : Optional.of("printed, and not documented: %s%nprinted:%n%s".formatted(actual.get(text.at), printed));
    }

    private boolean takes(String documented, boolean free) {
        int last = free ? actual.size() : Math.min(at + 1, actual.size());
        for (int i = at; i < last; i++) {
            if (isSo(documented, actual.get(i))) {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    private static boolean isSo(String documented, String actual) {
        return documented.endsWith(LEFT_OUT)
                ? actual.startsWith(documented
                        .substring(0, documented.length() - LEFT_OUT.length())
                        .strip())
                : actual.equals(documented);
    }

    /** The line as the page's reader sees it, who is in the folder and needs no options to name it. */
    private static String withoutPlace(String line, Path here) {
        return line.replace(here.resolveSibling("publisher").toString(), "../publisher")
                .replaceAll(" --(data-dir|manifests)=\\S+", "")
                .replace(here + "/", "");
    }

    private static String normal(String line) {
        return line.replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?", "<time>")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d+", "<time>")
                .replaceAll("\\d{1,2} [A-Z][a-z]+ 20\\d\\d", "<day>")
                .replaceAll("\\+\\d+\\.\\d s ", "")
                .replaceAll("\\s\\d[\\d,]*\\.\\d$", " <seconds>")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:<port>")
                .replaceAll("run [0-9a-f]{16}", "run <run>")
                .replaceAll("version \\d+", "version <version>")
                .replaceAll("─+", "─")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
