package org.datawarp.ask.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;

/** The description of one dataset for an agent. */
final class Description {

    private static final String HEADING = "column\ttype\trole\tunit\tdescription";
    private static final int MOST_TOKENS = 1850;
    private static final int LEVEL_TOKENS = 300;
    private static final int TRAP_TOKENS = 450;
    private static final int MOST_MARKS = 8;

    /** The lengths to try for the descriptions of columns: first whole, then only their beginnings. */
    private static final List<Integer> LENGTHS = List.of(160, 80, 40);

    private final Catalog catalog;
    private final CatalogDataset dataset;
    private final DatasetFacts facts;

    Description(Catalog catalog, CatalogDataset dataset) {
        this.catalog = catalog;
        this.dataset = dataset;
        this.facts = new DatasetFacts(dataset);
    }

    /** @param levels empty if its data could not be queried */
    String whole(Optional<Levels> levels) {
        List<String> head = about();
        levels.ifPresent(found -> head.addAll(AgentText.fitting(found.lines(), LEVEL_TOKENS)));
        Stream<String> traps = Stream.concat(
                levels.map(Levels::traps).orElse(List.of(Levels.UNSEEN)).stream(), Traps.of(facts).stream());
        List<String> around = new ArrayList<>(
                AgentText.fitting(traps.map(trap -> "Mind: " + trap).toList(), TRAP_TOKENS));
        around.add("Rows are identified by %s. Each has its origin: _release, _file (SHA-256), _sheet, _row."
                .formatted(String.join(", ", facts.identity())));
        around.add("Example: " + example());
        int taken = Stream.concat(head.stream(), around.stream())
                .mapToInt(line -> AgentText.tokens(line) + 1)
                .sum();
        List<String> fenced = new ArrayList<>(head);
        fenced.addAll(columnLines(MOST_TOKENS - taken));
        List<String> lines = new ArrayList<>(List.of(AgentText.fenced(fenced)));
        lines.addAll(around);
        return String.join("\n", lines);
    }

    /** Everything that publishers and manifests say in words. */
    private List<String> about() {
        List<PeriodRows> periods = facts.coverage();
        String span = periods.isEmpty()
                ? ""
                : " from %s to %s"
                        .formatted(
                                periods.get(0).start(),
                                periods.get(periods.size() - 1).end());
        Optional<CatalogRelease> newest = facts.newestRelease();
        String day = newest.map(release -> release.committedAt().toString().substring(0, 10))
                .orElse("no day");
        List<String> lines = new ArrayList<>(List.of(
                AgentText.cell(dataset.title(), 200),
                AgentText.cell(dataset.description(), 700),
                AgentText.cell(
                        "%s; %s; %s".formatted(dataset.publisher(), facts.licenceTitle(), dataset.landingPage()), 300),
                "%d rows; %d periods%s; last release to arrive %s, on %s; catalogue version %d"
                        .formatted(
                                dataset.rows(),
                                periods.size(),
                                span,
                                newest.map(DatasetFacts::named)
                                        .map(AgentText::cell)
                                        .orElse("none"),
                                day,
                                catalog.version())));
        dataset.marks().stream()
                .limit(MOST_MARKS)
                .map(mark -> AgentText.cell("mark %s: %s".formatted(mark.mark(), mark.meaning())))
                .forEach(lines::add);
        return lines;
    }

    /**
     * All columns, with descriptions as long as fit. Figures of very wide tables are only named; of still wider tables,
     * only some of them.
     */
    private List<String> columnLines(int room) {
        List<Column> columns = dataset.columns().stream()
                .filter(column -> column.role() != ColumnRole.STATUS && column.role() != ColumnRole.ORIGIN)
                .toList();
        for (int most : LENGTHS) {
            List<String> lines = AgentTools.headed(
                    HEADING, columns.stream().map(column -> line(column, most)).toList());
            if (AgentText.tokens(String.join("\n", lines)) < room) {
                return lines;
            }
        }
        List<String> others = columns.stream()
                .filter(column -> column.role() != ColumnRole.MEASURE)
                .map(column -> line(column, 60))
                .toList();
        List<String> lines = AgentTools.headed(HEADING, AgentText.fitting(others, room / 2));
        List<String> figures = facts.columns(ColumnRole.MEASURE).toList();
        List<String> names = AgentText.fitting(figures, room - AgentText.tokens(String.join("\n", lines)) - 60);
        lines.add("%d measures, %d named; ask with \"columns\" for more: %s"
                .formatted(figures.size(), names.size(), String.join(", ", names)));
        return lines;
    }

    private String line(Column column, int most) {
        return String.join(
                "\t",
                column.name().value(),
                DatasetFacts.typeName(column.type()) + (facts.hasMarks(column) ? " (marks in _status)" : ""),
                DatasetFacts.roleName(column.role()),
                AgentText.cell(column.unit()),
                AgentText.cell(column.description(), most));
    }

    /** Only columns whose name contains a text, with whole descriptions. */
    String columnsNamed(String part) {
        List<Column> columns = dataset.columns().stream()
                .filter(column -> column.name().value().contains(part.toLowerCase(Locale.ROOT)))
                .toList();
        List<String> lines = AgentText.fitting(
                columns.stream().map(column -> line(column, 400)).toList(), 1700);
        if (lines.isEmpty()) {
            return "No column has that in its name; describe_dataset without \"columns\" names all.";
        }
        return "%s\n%d columns match, %d shown."
                .formatted(AgentText.fenced(AgentTools.headed(HEADING, lines)), columns.size(), lines.size());
    }

    /** An example statement that works. */
    private String example() {
        List<PeriodRows> periods = facts.coverage();
        String where = "";
        if (!periods.isEmpty()) {
            PeriodRows last = periods.get(periods.size() - 1);
            boolean isOfOneKind =
                    periods.stream().allMatch(period -> period.kind().equals(last.kind()));
            where = " WHERE period_start = DATE '%s'%s"
                    .formatted(last.start(), isOfOneKind ? "" : " AND period_kind = '%s'".formatted(last.kind()));
        }
        Optional<String> measure = facts.columns(ColumnRole.MEASURE).findFirst();
        Optional<String> key = facts.columns(ColumnRole.KEY).findFirst();
        if (measure.isEmpty() || key.isEmpty()) {
            return "SELECT * FROM %s%s LIMIT 10".formatted(dataset.dataset(), where);
        }
        return "SELECT %1$s, %2$s FROM %3$s%4$s ORDER BY %2$s DESC LIMIT 10"
                .formatted(key.get(), measure.get(), dataset.dataset(), where);
    }
}
