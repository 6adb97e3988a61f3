package org.datawarp.ask.mcp;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.ask.mcp.guard.RefusedException;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;

/** The tools, and how each answers. Safe for several threads. */
final class AgentTools {

    private static final int MOST_FOUND = 12;
    private static final int FOUND_TOKENS = 1600;
    private static final int SAMPLE_ROWS = 5;
    private static final int QUERY_ROWS = 30;

    private final DataSource source;

    AgentTools(DataSource source) {
        this.source = source;
    }

    /**
     * Runs a tool.
     *
     * @param arguments already checked against the tool's schema
     */
    String run(String tool, Map<String, Object> arguments) throws IOException, ToolException {
        Arguments asked = new Arguments(arguments);
        return switch (tool) {
            case "find_datasets" -> find(asked);
            case "describe_dataset" -> describe(asked);
            case "resolve_organisation" -> new Organisations(source).resolve(asked.text("text"));
            case "sample_rows" -> sample(asked);
            case "query" -> query(asked);
            case "cite" -> cite(asked);
            default -> throw new ToolException("No tool is named %s.".formatted(tool));
        };
    }

    /** The arguments of a call. */
    private record Arguments(Map<String, Object> given) {

        String text(String name) {
            return String.valueOf(given.getOrDefault(name, ""));
        }

        Optional<String> find(String name) {
            return given.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
        }

        int number(String name, int absent) {
            return given.get(name) instanceof Number number ? number.intValue() : absent;
        }

        Optional<Long> version() {
            return given.get("version") instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
        }

        /** The time to answer for, as the public saw the data then; empty for what is published now. */
        Optional<Instant> asOf() throws ToolException {
            Optional<String> text = find("as_of");
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            AskedTime.read(text.get(), InstantSource.system().instant()));
        }

        Optional<List<String>> list(String name) {
            return given.get(name) instanceof List<?> list
                    ? Optional.of(list.stream().map(String::valueOf).toList())
                    : Optional.empty();
        }
    }

    private String find(Arguments asked) throws IOException, ToolException {
        Catalog catalog = source.catalog(Optional.empty());
        List<DatasetSearch.Found> found = DatasetSearch.find(catalog, asked.text("words"), asked.find("publication"));
        List<DatasetSearch.Found> complete =
                found.stream().filter(DatasetSearch.Found::complete).toList();
        List<DatasetSearch.Found> best = complete.isEmpty() ? found : complete;
        if (best.isEmpty()) {
            return "No dataset matches. %d are published: ask with fewer words."
                    .formatted(catalog.datasets().size());
        }
        List<String> lines = AgentText.fitting(
                best.stream()
                        .limit(MOST_FOUND)
                        .map(each -> line(each.dataset()))
                        .toList(),
                FOUND_TOKENS);
        String heading = complete.isEmpty()
                ? "None has all the words; %d have some".formatted(best.size())
                : best.size() + " found";
        return String.join(
                "\n",
                "%s, %d shown; catalogue version %d.".formatted(heading, lines.size(), catalog.version()),
                AgentText.fenced(headed("dataset\ttitle\tpublisher\tperiods\trows", lines)),
                "Next: describe_dataset.");
    }

    private static String line(CatalogDataset dataset) {
        return List.of(
                        dataset.dataset().value(),
                        dataset.title(),
                        dataset.publisher(),
                        new DatasetFacts(dataset).span(),
                        Long.toString(dataset.rows()))
                .stream()
                .map(AgentText::cell)
                .collect(Collectors.joining("\t"));
    }

    static List<String> headed(String heading, List<String> lines) {
        List<String> all = new ArrayList<>(List.of(heading));
        all.addAll(lines);
        return all;
    }

    private String describe(Arguments asked) throws IOException, ToolException {
        Catalog catalog = source.catalog(Optional.empty());
        CatalogDataset dataset = dataset(catalog, asked.text("dataset"));
        Description description = new Description(catalog, dataset);
        return asked.find("columns")
                .filter(part -> !part.isEmpty())
                .map(description::columnsNamed)
                .orElseGet(() -> description.whole(new LevelSearch(source, catalog, dataset).find()));
    }

    private String sample(Arguments asked) throws IOException, ToolException {
        Catalog catalog = source.catalog(Optional.empty());
        CatalogDataset dataset = dataset(catalog, asked.text("dataset"));
        int rows = asked.number("rows", SAMPLE_ROWS);
        String sql = new RowSelection(dataset)
                .sql(asked.list("columns"), asked.list("filter").orElse(List.of()), rows + 1);
        return answered(source.ask(new Question(sql, catalog, rows)));
    }

    private String query(Arguments asked) throws IOException, ToolException {
        String sql = guarded(asked.text("sql"));
        Question question =
                new Question(sql, source.catalog(asked.version()), asked.asOf(), asked.number("rows", QUERY_ROWS));
        return answered(source.ask(question));
    }

    private static String answered(Answer answer) {
        List<String> lines = answer.lines();
        int shown = lines.size() - 1;
        boolean cut = answer.truncated() || shown < answer.rows().size();
        String many = "all " + shown;
        if (answer.truncated()) {
            many = "the first %d of more".formatted(shown);
        } else if (cut) {
            many = "the first %d of %d".formatted(shown, answer.rows().size());
        }
        return String.join(
                "\n",
                "Rows: %s.%s".formatted(many, cut ? " Aggregate, name fewer columns, or narrow it by WHERE." : ""),
                AgentText.fenced(lines),
                "Receipt: catalogue version %d%s; %s. cite says how to cite it."
                        .formatted(
                                answer.question().version().version(),
                                answer.question()
                                        .asOf()
                                        .map(at -> " as of " + at)
                                        .orElse(""),
                                sources(answer)));
    }

    private static String sources(Answer answer) {
        String each = answer.question().datasets().stream()
                .map(dataset -> {
                    List<String> names =
                            dataset.releases().stream().map(DatasetFacts::named).toList();
                    String issues = names.size() > 3
                            ? names.get(0) + " to " + names.get(names.size() - 1)
                            : String.join(", ", names);
                    return dataset.dataset() + ": " + (issues.isEmpty() ? "no release" : issues);
                })
                .collect(Collectors.joining("; "));
        return AgentText.cell(each.isEmpty() ? "no dataset" : each, 400);
    }

    private String cite(Arguments asked) throws IOException, ToolException {
        Catalog catalog = source.catalog(asked.version());
        Optional<String> sql = asked.find("sql");
        if (sql.isPresent()) {
            Question question = new Question(guarded(sql.get()), catalog, asked.asOf(), 1);
            source.ask(question);
            return Citation.of(question.datasets(), catalog, question.asOf());
        }
        if (asked.find("dataset").isEmpty()) {
            throw new ToolException("Nothing was named to cite. Name the sql that was answered, or a dataset.");
        }
        return Citation.of(List.of(dataset(catalog, asked.text("dataset"))), catalog, Optional.empty());
    }

    private String guarded(String sql) throws ToolException {
        try {
            source.guard().check(sql);
            return sql;
        } catch (RefusedException e) {
            throw new ToolException(String.valueOf(e.getMessage()));
        }
    }

    private static CatalogDataset dataset(Catalog catalog, String name) throws ToolException {
        return catalog.datasets().stream()
                .filter(dataset -> dataset.dataset().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new ToolException(
                        "No dataset is named \"%s\". find_datasets lists them.".formatted(AgentText.cell(name, 80))));
    }
}
