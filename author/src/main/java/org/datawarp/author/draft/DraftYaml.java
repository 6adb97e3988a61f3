package org.datawarp.author.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/** Writes a draft as manifest files. */
final class DraftYaml {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private DraftYaml() {}

    /** The publication's own file. */
    static String publication(DraftOrigin origin, DraftFiles files) {
        ObjectNode yaml = YAML.createObjectNode();
        yaml.put("publication", origin.name());
        yaml.put("title", origin.title());
        yaml.put("publisher", origin.landingPage().getHost());
        yaml.put("licence", "OGL-UK-3.0");
        yaml.put("landing-page", origin.landingPage().toString());
        files.write(yaml);
        if (!origin.isPage()) {
            yaml.put("mirror", origin.mirror());
        }
        return text("publication", yaml);
    }

    /** @param releases how many were read */
    static String dataset(DraftDataset draft, int releases) {
        ObjectNode yaml = YAML.createObjectNode();
        SeenTable newest = draft.newest();
        yaml.put("dataset", draft.name());
        yaml.put("title", newest.title());
        yaml.put("description", description(draft));
        sources(yaml, draft);
        if (!draft.hasHeadings()) {
            yaml.put("heading-rows", 0);
        }
        DraftPeriods.kind(draft).ifPresent(kind -> yaml.put("period-kind", DraftPeriods.text(kind)));
        if (draft.releases() < releases) {
            yaml.put("optional", true);
        }
        fields(yaml.putArray("fields"), draft);
        if (draft.isWide()) {
            ObjectNode unpivot = yaml.putObject("unpivot");
            unpivot.put("headings", HeadingPattern.of(draft.wide()));
            unpivot.putObject("value")
                    .put("name", DraftLayout.VALUE)
                    .put("type", draft.wideType().toString());
        }
        marks(yaml, draft.marks());
        totals(yaml, draft);
        return text("dataset", yaml);
    }

    private static String description(DraftDataset draft) {
        String keys = draft.columns().stream()
                .filter(column -> role(column, draft) == ColumnRole.KEY)
                .map(column -> column.name().replace('_', ' '))
                .collect(Collectors.joining(", "));
        return "One row a period and %s. Drafted from %s: say what must not be added up."
                .formatted(keys, draft.newest().place());
    }

    private static void sources(ObjectNode yaml, DraftDataset draft) {
        Set<DraftSources.Line> lines = draft.sources().lines();
        if (!lines.isEmpty()) {
            ArrayNode sources = yaml.putArray("sources");
            lines.forEach(line -> {
                ObjectNode source = sources.addObject();
                putUnlessEmpty(source, "file", line.file());
                putUnlessEmpty(source, "member", line.member());
                putUnlessEmpty(source, "sheet", line.sheet());
                putUnlessEmpty(source, "title", line.title().isEmpty() ? "" : "*" + line.title() + "*");
            });
        }
    }

    private static void putUnlessEmpty(ObjectNode yaml, String key, String text) {
        if (!text.isEmpty()) {
            yaml.put(key, text);
        }
    }

    private static void fields(ArrayNode fields, DraftDataset draft) {
        for (DraftColumn column : draft.columns()) {
            ColumnRole role = role(column, draft);
            ObjectNode field = fields.addObject().put("name", column.name());
            int section = column.section();
            if (section > 0) {
                field.put("section", section);
            } else {
                place(field, column, draft);
            }
            if (role != ColumnRole.PERIOD && !column.type().equals(ColumnType.TEXT)) {
                field.put("type", column.type().toString());
            }
            field.put("role", role.name().toLowerCase(Locale.ROOT));
            if (column.newest().column().unit() != null) {
                field.put("unit", column.newest().column().unit());
            }
            boolean everywhere = draft.isEverywhere(column);
            // A row without headings ends at its last value.
            boolean trails = !draft.hasHeadings() && role != ColumnRole.KEY;
            if (!everywhere || trails) {
                field.put("optional", true);
            }
            if (column.isFilledDown()) {
                field.put("fill-down", true);
            }
            boolean identifies = role == ColumnRole.KEY || role == ColumnRole.PERIOD;
            if (identifies && (!everywhere || section > 0 || column.mayBeBlank())) {
                field.put("blank", true);
            }
        }
    }

    private static void place(ObjectNode field, DraftColumn column, DraftDataset draft) {
        Set<String> headings = column.headings();
        if (draft.hasHeadings()) {
            texts(field.putArray("headings"), headings.isEmpty() ? Set.of(column.name()) : headings);
        }
        int position = draft.hasHeadings()
                ? column.position()
                : column.newest().column().position();
        if (position > 0) {
            field.put("position", position);
        }
    }

    /** The role of a column in the dataset. */
    static ColumnRole role(DraftColumn column, DraftDataset draft) {
        ColumnRole role = column.role();
        // If headings give the period, or two columns already do, a further column describes the row.
        return role == ColumnRole.PERIOD && !DraftPeriods.isPeriod(column, draft) ? ColumnRole.ATTRIBUTE : role;
    }

    private static void marks(ObjectNode yaml, Set<String> marks) {
        if (!marks.isEmpty()) {
            ObjectNode meanings = yaml.putObject("marks");
            marks.forEach(mark -> meanings.put(mark, MarkMeaning.of(mark)));
        }
    }

    private static void totals(ObjectNode yaml, DraftDataset draft) {
        draft.total().when().ifPresent(when -> {
            ObjectNode total = yaml.putArray("totals").addObject();
            texts(total.putObject("when").putArray(when.column()), when.values());
            if (!draft.total().sums().isEmpty()) {
                texts(total.putArray("sums"), draft.total().sums());
            }
        });
    }

    static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    static ObjectNode object() {
        return YAML.createObjectNode();
    }

    static String text(String kind, ObjectNode yaml) {
        try {
            return "# yaml-language-server: $schema=../schema/%s.schema.json%n".formatted(kind)
                    + YAML.writeValueAsString(yaml);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Texts and numbers are YAML", e);
        }
    }
}
