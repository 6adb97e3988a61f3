package org.datawarp.app.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.app.docs.JavaSources;

/** The tests of all modules that carry a fault's number as their tag, read from their sources: no module sees them all. */
final class FaultTests {

    /** A letter and a number, as the table numbers faults. */
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]\\d+)\"\\)");

    private static final Pattern TAGGED = Pattern.compile("\\bvoid (\\w+)\\(|\\b(?:class|interface) (\\w+)");

    private FaultTests() {}

    /**
     * Finds them.
     *
     * @param repository the folder with the modules
     * @return by fault, each as {@code Class.method}, or {@code Class} where all of its tests belong to the fault
     */
    static Map<String, List<String>> find(Path repository) throws IOException {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        for (Path source : JavaSources.of(repository, "test")) {
            String type = source.getFileName().toString().replace(".java", "");
            String text = Files.readString(source);
            Matcher tag = TAG.matcher(text);
            while (tag.find()) {
                Matcher tagged = TAGGED.matcher(text);
                if (tagged.find(tag.end())) {
                    found.computeIfAbsent(tag.group(1), fault -> new TreeSet<>())
                            .add(tagged.group(1) == null ? type : type + "." + tagged.group(1));
                }
            }
        }
        Map<String, List<String>> tests = new TreeMap<>();
        found.forEach((fault, names) -> tests.put(fault, List.copyOf(names)));
        return tests;
    }
}
