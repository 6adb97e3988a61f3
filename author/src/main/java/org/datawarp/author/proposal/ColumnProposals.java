package org.datawarp.author.proposal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.author.table.InspectedColumn;
import org.datawarp.author.table.InspectedTable;
import org.datawarp.author.yaml.YamlScalar;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.DriftMode;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.manifest.Heading;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.layout.ColumnHeading;
import org.jspecify.annotations.Nullable;

/** Proposes what happened to columns: renamed, gone, new. Pure. */
final class ColumnProposals {

    private static final double ONE_FOR_ONE = 0.1;
    private static final double GONE = 0.5;
    private static final double NEW = 0.9;

    private final Dataset dataset;
    private final ColumnMatch.Table now;
    private final ColumnMatch.@Nullable Table before;
    private final @Nullable LocalDate lastDayBefore;

    /**
     * @param now the dataset's table in the release that is held
     * @param before the same in the release before; null when there is none
     * @param lastDayBefore of the release before
     */
    ColumnProposals(
            Dataset dataset,
            ColumnMatch.Table now,
            ColumnMatch.@Nullable Table before,
            @Nullable LocalDate lastDayBefore) {
        this.dataset = dataset;
        this.now = now;
        this.before = before;
        this.lastDayBefore = lastDayBefore;
    }

    /**
     * @param missing fields without any of their headings
     * @param left headings that belong to no field
     */
    List<Proposal> of(List<Field> missing, List<ColumnHeading> left) {
        List<Field> unfound = new ArrayList<>(missing);
        List<ColumnHeading> free = new ArrayList<>(left);
        List<Proposal> proposals = new ArrayList<>();
        boolean oneForOne = missing.size() == 1 && left.size() == 1;
        for (ColumnMatch match : matches(missing, left)) {
            if (match.isAlike() && unfound.contains(match.field()) && free.contains(match.heading())) {
                unfound.remove(match.field());
                free.remove(match.heading());
                proposals.add(renamed(match, oneForOne));
            }
        }
        unfound.stream().map(this::gone).flatMap(Optional::stream).forEach(proposals::add);
        if (dataset.drift() == DriftMode.FREEZE) {
            proposals.addAll(added(free));
        }
        return proposals;
    }

    /** The best first. */
    private List<ColumnMatch> matches(List<Field> missing, List<ColumnHeading> left) {
        List<ColumnMatch> matches = new ArrayList<>();
        for (Field field : missing) {
            left.forEach(heading -> matches.add(ColumnMatch.of(field, heading, now, before)));
        }
        matches.sort(Comparator.comparingDouble(ColumnMatch::likeness).reversed());
        return matches;
    }

    private Proposal renamed(ColumnMatch match, boolean oneForOne) {
        List<String> evidence = new ArrayList<>(match.evidence());
        if (oneForOne) {
            evidence.add("it is the only new heading, and that field the only one without");
        }
        return new Proposal(
                Drift.RENAMED_COLUMN,
                dataset.name(),
                "%s under %s".formatted(match.field().name(), headings(match.field())),
                "\"%s\" in %s".formatted(match.heading().path(), now.sheet().place()),
                evidence,
                Math.min(0.99, match.likeness() + (oneForOne ? ONE_FOR_ONE : 0)),
                DatasetEdit.addHeading(
                        match.field().name().value(), match.heading().path()));
    }

    static String headings(Field field) {
        return field.headings().stream()
                .map(Heading::text)
                .map(text -> "\"" + text + "\"")
                .reduce((first, next) -> first + " or " + next)
                .orElse("no heading");
    }

    /** Without a key that is no longer published, rows cannot be distinguished: that is never proposed. */
    private Optional<Proposal> gone(Field field) {
        boolean hadIt = before != null && before.column(field).isPresent();
        if (field.role() == FieldRole.KEY || !hadIt || lastDayBefore == null) {
            return Optional.empty();
        }
        return Optional.of(new Proposal(
                Drift.COLUMN_GONE,
                dataset.name(),
                "%s under %s".formatted(field.name(), headings(field)),
                "no heading like it in %s".formatted(now.sheet().place()),
                List.of(
                        "no heading that is left has such values",
                        "the release before had it, until %s".formatted(lastDayBefore)),
                GONE,
                DatasetEdit.endHeadings(field.name().value(), lastDayBefore)));
    }

    private List<Proposal> added(List<ColumnHeading> left) {
        Set<String> taken = new HashSet<>();
        dataset.table().columns().forEach(column -> taken.add(column.name().value()));
        List<Proposal> proposals = new ArrayList<>();
        for (ColumnHeading heading : left) {
            Optional<InspectedColumn> inspected = inspected(heading);
            String name = unique(inspected.map(InspectedColumn::name).orElseGet(() -> plain(heading.leaf())), taken);
            proposals.add(added(heading, name, inspected));
        }
        return proposals;
    }

    private Proposal added(ColumnHeading heading, String name, Optional<InspectedColumn> inspected) {
        ColumnType type = inspected.map(InspectedColumn::type).orElse(ColumnType.TEXT);
        boolean figures = inspected
                .filter(column ->
                        column.role() == ColumnRole.MEASURE && !column.type().equals(ColumnType.TEXT))
                .isPresent();
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("name", name);
        keys.put("headings", YamlScalar.of(heading.path()));
        if (!type.equals(ColumnType.TEXT)) {
            keys.put("type", YamlScalar.of(type.toString()));
        }
        keys.put("role", figures ? "measure" : "attribute");
        inspected.map(InspectedColumn::unit).ifPresent(unit -> keys.put("unit", YamlScalar.of(unit)));
        // Earlier releases lack it.
        keys.put("optional", "true");
        int cells = now.sheet().cells(heading.column(), now.headingRow()).size();
        return new Proposal(
                Drift.NEW_COLUMN,
                dataset.name(),
                "no other headings, for drift is freeze",
                "\"%s\" in %s".formatted(heading.path(), now.sheet().place()),
                List.of(
                        "column %d of the sheet, %d cells of type %s".formatted(heading.column() + 1, cells, type),
                        "no field of the manifest lacks its heading"),
                NEW,
                DatasetEdit.addField(keys));
    }

    private Optional<InspectedColumn> inspected(ColumnHeading heading) {
        for (InspectedTable table : now.sheet().inspected().tables()) {
            for (InspectedColumn column : table.columns()) {
                boolean same = !column.path().isEmpty()
                        && (String.join(" / ", column.path()).equalsIgnoreCase(heading.path())
                                || column.path().get(column.path().size() - 1).equalsIgnoreCase(heading.leaf()));
                if (same) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }

    private static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int number = 2; !taken.add(unique); number++) {
            unique = name + "_" + number;
        }
        return unique;
    }

    private static String plain(String heading) {
        String words =
                heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        return words.isEmpty() || !Character.isLetter(words.charAt(0)) ? "column_" + words : words;
    }
}
