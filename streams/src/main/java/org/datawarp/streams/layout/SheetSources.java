package org.datawarp.streams.layout;

import java.util.function.Predicate;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Source;
import org.datawarp.schemas.name.Glob;
import org.datawarp.schemas.row.SheetOpened;

/** Decides by names alone which sheets may hold a dataset. */
public final class SheetSources {

    private SheetSources() {}

    /** Whether one of the dataset's sources matches the names of the sheet, its file and its ZIP member. */
    public static boolean mayHold(Dataset dataset, SheetOpened sheet) {
        return dataset.sources().stream().anyMatch(source -> fits(source, sheet));
    }

    /** Which text may be above the dataset's table in a sheet that may hold it. */
    static Predicate<String> titles(Dataset dataset, SheetOpened sheet) {
        return Glob.anyOf(dataset.sources().stream()
                .filter(source -> fits(source, sheet))
                .map(source -> HeadingText.collapsed(source.title()))
                .toList());
    }

    private static boolean fits(Source source, SheetOpened sheet) {
        return new Glob(source.file()).test(sheet.fileName())
                && fitsMember(new Glob(source.member()), sheet.member())
                && new Glob(source.sheet()).test(sheet.name())
                && (!sheet.hidden() || namesSheets(source));
    }

    /** The whole path within the ZIP, or the member's own name. */
    private static boolean fitsMember(Glob glob, String member) {
        int folders = Math.max(member.lastIndexOf('/'), member.lastIndexOf('!'));
        return glob.test(member) || glob.test(member.substring(folders + 1));
    }

    /** A hidden sheet holds workings, unless the manifest asks for it by name. */
    private static boolean namesSheets(Source source) {
        return !source.sheet().equals(Glob.ANY);
    }
}
