package org.datawarp.ask.mcp;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;

/** The facts about a dataset in its row of the catalogue. */
record DatasetFacts(CatalogDataset dataset) {

    private static final Comparator<PeriodRows> ORDER = Comparator.comparing(PeriodRows::start)
            .thenComparing(PeriodRows::end)
            .thenComparing(PeriodRows::kind);

    /** Its periods, in order; a period that several parts share is counted once. */
    List<PeriodRows> coverage() {
        Map<PeriodRows, Long> rows = new TreeMap<>(ORDER);
        dataset.parts().stream()
                .flatMap(part -> part.periods().stream())
                .forEach(period -> rows.merge(period, period.rows(), Long::sum));
        return rows.entrySet().stream()
                .map(period -> new PeriodRows(
                        period.getKey().start(),
                        period.getKey().end(),
                        period.getKey().kind(),
                        period.getValue()))
                .toList();
    }

    /** The kinds of its periods and its first and last day, for a person. */
    String span() {
        List<PeriodRows> periods = coverage();
        if (periods.isEmpty()) {
            return "none";
        }
        String kinds =
                periods.stream().map(PeriodRows::kind).distinct().sorted().collect(Collectors.joining("/"));
        LocalDate last = periods.stream()
                .map(PeriodRows::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return "%s %s to %s".formatted(kinds, periods.get(0).start(), last);
    }

    /** The columns that together identify a row. */
    List<String> identity() {
        return Stream.of(
                        Stream.of(Table.PERIOD_START.value(), Table.PERIOD_END.value()),
                        columns(ColumnRole.KEY),
                        Stream.of(Table.OCCURRENCE.value()))
                .flatMap(names -> names)
                .toList();
    }

    /** Names of the columns of a role. */
    Stream<String> columns(ColumnRole role) {
        return dataset.columns().stream()
                .filter(column -> column.role() == role)
                .map(column -> column.name().value());
    }

    /** A column by its name. */
    Optional<Column> column(String name) {
        return dataset.columns().stream()
                .filter(column -> column.name().value().equals(name))
                .findFirst();
    }

    /** Whether a column keeps the marks that replaced values of this one. */
    boolean hasMarks(Column column) {
        return column(column.name() + "_status")
                .filter(status -> status.role() == ColumnRole.STATUS)
                .isPresent();
    }

    /** A column's type as manifests write it. */
    static String typeName(ColumnType type) {
        return type.base() == ColumnType.Base.DECIMAL
                ? "DECIMAL(%d,%d)".formatted(type.precision(), type.scale())
                : type.base().name();
    }

    /** A role in lower case, as people write it. */
    static String roleName(ColumnRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** The release that was promoted last, for any period: the newest that a reader sees. */
    Optional<CatalogRelease> newestRelease() {
        return dataset.releases().stream().max(Comparator.comparing(CatalogRelease::committedAt));
    }

    /** A release and its vintage. */
    static String named(CatalogRelease release) {
        return (release.release() + " " + release.vintage()).strip();
    }

    /** The name of its licence. */
    String licenceTitle() {
        return isOpenGovernment() ? "Open Government Licence v3.0" : dataset.licence();
    }

    /** The attribution that its licence requires. */
    String attribution() {
        return isOpenGovernment()
                ? "Source: %s. Contains public sector information licensed under the Open Government Licence v3.0."
                        .formatted(dataset.publisher())
                : "Source: %s, licensed under %s.".formatted(dataset.publisher(), dataset.licence());
    }

    private boolean isOpenGovernment() {
        return dataset.licence().equals("OGL-UK-3.0");
    }

    /** How to cite it in a report. */
    String citation() {
        List<String> names = new ArrayList<>(
                dataset.releases().stream().map(DatasetFacts::named).toList());
        String issues =
                names.size() > 4 ? names.get(0) + " to " + names.get(names.size() - 1) : String.join(", ", names);
        return "%s, \"%s\"%s, %s (%s)"
                .formatted(
                        dataset.publisher(),
                        dataset.title(),
                        issues.isEmpty() ? "" : ", releases " + issues,
                        dataset.landingPage(),
                        dataset.licence());
    }
}
