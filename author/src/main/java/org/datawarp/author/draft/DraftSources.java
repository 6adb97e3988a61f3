package org.datawarp.author.draft;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.datawarp.author.draft.SeenTable.Place;
import org.datawarp.schemas.name.Glob;

/** Which names tell a dataset's sheets from others with the same headings; none, as long as headings do. */
final class DraftSources {

    private final List<SeenTable> tables;
    private final Set<Told> told = EnumSet.noneOf(Told.class);

    /** What may tell. */
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
     * @param file a glob, as the others; empty when any will do
     */
    record Line(String file, String member, String sheet, String title) {}

    /** What must be said of a sheet; empty when headings say enough. */
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
     * Leaves out a sheet that the headings alone would let in.
     *
     * @return whether there is something left to say
     */
    boolean leaveOut(Place other) {
        boolean worksheet = tables.get(0).place().isWorksheet();
        return (worksheet && tells(Told.SHEET, Place::sheet, other))
                || tells(Told.FILE, Place::file, other)
                || tells(Told.MEMBER, place -> lastPart(place.member()), other);
    }

    /** Leaves out the other tables of its own sheet. @return whether that is new */
    boolean nameTitles() {
        boolean titled =
                tables.stream().noneMatch(table -> table.table().title().isBlank());
        return titled && told.add(Told.TITLE);
    }

    /** The names of a kind tell when none of the dataset's fits the other. */
    private boolean tells(Told what, Function<Place, String> name, Place other) {
        boolean differs = tables.stream()
                .map(table -> name.apply(table.place()))
                .noneMatch(own -> new Glob(PeriodWords.glob(own)).test(name.apply(other)));
        return differs && told.add(what);
    }
}
