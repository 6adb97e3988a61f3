package org.datawarp.app.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.app.draft.DraftDataset.DraftColumn;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/** Writes what a draft says as manifest files. */
public final class DraftYaml {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("*", "Suppressed"),
            Map.entry("-", "Nothing was reported"),
            Map.entry(":", "Not available"),
            Map.entry(".", "Not applicable"),
            Map.entry("..", "Not available"),
            Map.entry("[c]", "Confidential"),
            Map.entry("[x]", "Not available"),
            Map.entry("[z]", "Not applicable"),
            Map.entry("[low]", "Rounds to zero"),
            Map.entry("n/a", "Not applicable"),
            Map.entry("na", "Not available"),
            Map.entry("#n/a", "Not available"));

    private DraftYaml() {}

    /** @param follow globs of pages below the landing page */
    static String publication(DraftOrigin origin, List<String> follow) {
        ObjectNode yaml = YAML.createObjectNode();
        yaml.put("publication", origin.name());
        yaml.put("title", origin.title());
        yaml.put("publisher", origin.landingPage().getHost());
        yaml.put("licence", "OGL-UK-3.0");
        yaml.put("landing-page", origin.landingPage().toString());
        ObjectNode files = yaml.putObject("files");
        files.put("mode", "discover");
        texts(files.putArray("include"), origin.include());
        if (!follow.isEmpty()) {
            texts(files.putArray("follow"), follow);
        }
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
        yaml.put(
                "description",
                "Drafted from %s, %s: say what one row is, and what must not be added up."
                        .formatted(newest.file(), newest.sheet()));
        sources(yaml, draft.sheets());
        if (!draft.hasHeadings()) {
            yaml.put("heading-rows", 0);
        }
        if (draft.releases() < releases) {
            yaml.put("optional", true);
        }
        fields(yaml.putArray("fields"), draft);
        if (draft.isWide()) {
            ObjectNode unpivot = yaml.putObject("unpivot");
            unpivot.put("headings", ".*\\d.*");
            unpivot.putObject("value")
                    .put("name", "value")
                    .put("type", draft.wideType().toString());
        }
        marks(yaml, draft.marks());
        return text("dataset", yaml);
    }

    private static void sources(ObjectNode yaml, Set<String> sheets) {
        if (!sheets.isEmpty()) {
            ArrayNode sources = yaml.putArray("sources");
            sheets.forEach(sheet -> sources.addObject().put("sheet", sheet));
        }
    }

    private static void fields(ArrayNode fields, DraftDataset draft) {
        List<DraftColumn> columns = draft.columns();
        Optional<String> onlyKey = keyIfNone(columns);
        for (DraftColumn column : columns) {
            String name = column.name();
            ColumnRole role = onlyKey.filter(name::equals).isPresent() ? ColumnRole.KEY : role(column, draft);
            ObjectNode field = fields.addObject().put("name", name);
            if (draft.hasHeadings()) {
                texts(field.putArray("headings"), column.headings().isEmpty() ? Set.of(name) : column.headings());
            }
            if (!draft.hasHeadings() || column.headings().isEmpty() || draft.isPlaced(name)) {
                field.put("position", draft.newest().position(column.column()));
            }
            if (role != ColumnRole.PERIOD && !column.type().equals(ColumnType.TEXT)) {
                field.put("type", column.type().toString());
            }
            field.put("role", role.name().toLowerCase(Locale.ROOT));
            if (column.column().unit() != null) {
                field.put("unit", column.column().unit());
            }
            if (!column.everywhere()) {
                field.put("optional", true);
            }
            boolean identifies = role == ColumnRole.KEY || role == ColumnRole.PERIOD;
            if (identifies && (!column.everywhere() || draft.mayBeBlank(name))) {
                field.put("blank", true);
            }
        }
    }

    private static ColumnRole role(DraftColumn column, DraftDataset draft) {
        ColumnRole role = column.column().role();
        boolean noFigure = role == ColumnRole.MEASURE && column.type().equals(ColumnType.TEXT);
        boolean noPeriod = role == ColumnRole.PERIOD && (draft.isWide() || draft.isText(column.name()));
        return noFigure || noPeriod ? ColumnRole.ATTRIBUTE : role;
    }

    /** Something must tell rows apart: the first column of words, or else the first. */
    private static Optional<String> keyIfNone(List<DraftColumn> columns) {
        if (columns.stream().anyMatch(column -> column.column().role() == ColumnRole.KEY && column.everywhere())) {
            return Optional.empty();
        }
        return columns.stream()
                .filter(DraftColumn::everywhere)
                .filter(column -> column.column().role() != ColumnRole.PERIOD)
                .filter(column -> column.type().equals(ColumnType.TEXT))
                .map(column -> column.name())
                .findFirst()
                .or(() -> columns.stream().map(column -> column.name()).findFirst());
    }

    private static void marks(ObjectNode yaml, Set<String> marks) {
        if (!marks.isEmpty()) {
            ObjectNode meanings = yaml.putObject("marks");
            marks.forEach(mark -> meanings.put(mark, meaning(mark)));
        }
    }

    /** What publishers usually mean by a mark. */
    public static String meaning(String mark) {
        String known = MEANINGS.get(mark.toLowerCase(Locale.ROOT));
        return known != null ? known : mark.startsWith("<") ? "Too few to be told" : "Not published as a figure";
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    private static String text(String kind, ObjectNode yaml) {
        try {
            return "# yaml-language-server: $schema=../schema/%s.schema.json%n".formatted(kind)
                    + YAML.writeValueAsString(yaml);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Texts and numbers are YAML", e);
        }
    }
}
