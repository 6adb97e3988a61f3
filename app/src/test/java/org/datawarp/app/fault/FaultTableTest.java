package org.datawarp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.schemas.page.GeneratedSection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of faults in {@code docs/reliability.md}: its last column must match the tags of the tests. */
class FaultTableTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final String PAGE = "docs/reliability.md";

    /** Number, fault, promise, shown by. */
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\|([^|]*)\\|([^|]*)\\| (.*) \\|");

    /** The text in that column if no test of the JVM shows it. */
    private static final Pattern REASON = Pattern.compile("(Not yet|No test|Worker): .+");

    private static String page;
    private static Map<String, List<String>> tests;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(REPOSITORY.resolve(PAGE));
        tests = FaultTests.find(REPOSITORY);
    }

    @Test
    void namesForEachFaultTheTestsThatShowIt() throws IOException {
        String right = page.lines().map(FaultTableTest::corrected).collect(Collectors.joining("\n", "", "\n"));

        GeneratedSection.assertFileIs(PAGE, right);
    }

    private static String corrected(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            return line;
        }
        List<String> found = tests.getOrDefault(row.group(1), List.of());
        String shown = found.isEmpty()
                ? REASON.matcher(row.group(4)).matches() ? row.group(4) : "Not yet: ..."
                : found.stream().map(test -> "`" + test + "`").collect(Collectors.joining(", "));
        return "| %s |%s|%s| %s |".formatted(row.group(1), row.group(2), row.group(3), shown);
    }

    @Test
    void hasARowForEachFaultThatATestNames() {
        List<String> rows = new ArrayList<>();
        page.lines().map(ROW::matcher).filter(Matcher::matches).forEach(row -> rows.add(row.group(1)));

        assertThat(rows).doesNotHaveDuplicates().containsAll(new TreeSet<>(tests.keySet()));
    }
}
