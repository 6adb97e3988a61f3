package org.datawarp.author.draft;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.datawarp.author.draft.SeenTable.Place;
import org.datawarp.schemas.name.Glob;

/**
 * Finds names that distinguish a dataset's sheets from others with the same headings; none, as long as headings are
 * enough.
 */
final class DraftSources {

    private final List<SeenTable> tables;
    private final Set<Told> told = EnumSet.noneOf(Told.class);

    /** The kinds of name that may distinguish sheets. */
    private enum Told {
        SHEET,
        FILE,
        MEMBER,
        TITLE
    }

    /** @param tables of the dataset, which may grow */
    DraftSources(List<SeenTable> tables) {
        this.tables = tables;
    }

    /**
     * A line of {@code sources}.
     *
     * @param file a glob, like the others; empty when any name will do
     */
    record Line(String file, String member, String sheet, String title) {}

    /** What the manifest must say about a sheet; empty when headings are enough. */
    Set<Line> lines() {
        Set<Line> lines = new LinkedHashSet<>();
        if (!told.isEmpty()) {
            tables.forEach(table -> lines.add(new Line(
                    said(Told.FILE, table.place().file()),
                    said(Told.MEMBER, lastPart(table.place().member())),
                    said(Told.SHEET, table.place().sheet()),
                    said(Told.TITLE, table.table().title()))));
        }
        return lines;
    }

    private String said(Told what, String name) {
        return told.contains(what) && !name.isBlank() ? PeriodWords.glob(name) : "";
    }

    private static String lastPart(String member) {
        return member.substring(Math.max(member.lastIndexOf('/'), member.lastIndexOf('!')) + 1);
    }

    /**
     * Excludes a sheet that the headings alone would include.
     *
     * @return whether names can still exclude it
     */
    boolean leaveOut(Place other) {
        boolean worksheet = tables.get(0).place().isWorksheet();
        return (worksheet && tells(Told.SHEET, Place::sheet, other))
                || tells(Told.FILE, Place::file, other)
                || tells(Told.MEMBER, place -> lastPart(place.member()), other);
    }

    /** Excludes the other tables of its own sheet. @return whether that is new */
    boolean nameTitles() {
        boolean titled =
                tables.stream().noneMatch(table -> table.table().title().isBlank());
        return titled && told.add(Told.TITLE);
    }

    /** A kind of name distinguishes them when none of the dataset's names matches the other sheet. */
    private boolean tells(Told what, Function<Place, String> name, Place other) {
        boolean differs = tables.stream()
                .map(table -> name.apply(table.place()))
                .noneMatch(own -> new Glob(PeriodWords.glob(own)).test(name.apply(other)));
        return differs && told.add(what);
    }
}
