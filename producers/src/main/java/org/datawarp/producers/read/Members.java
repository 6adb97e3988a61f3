package org.datawarp.producers.read;

import java.util.List;
import java.util.function.Predicate;
import org.datawarp.schemas.name.Glob;

/** Which members of a ZIP are read: those whose whole path or own name matches a glob. */
public final class Members implements Predicate<String> {

    public static final Members ALL = new Members(List.of(Glob.ANY));

    private final List<String> globs;
    private final Predicate<String> any;

    /** @param globs as in a manifest */
    public Members(List<String> globs) {
        this.globs = List.copyOf(globs);
        this.any = Glob.anyOf(globs);
    }

    public List<String> globs() {
        return globs;
    }

    /** @param member its path within the ZIP, as in {@link SheetHeader#member} */
    @Override
    public boolean test(String member) {
        int folders = Math.max(member.lastIndexOf('/'), member.lastIndexOf('!'));
        return any.test(member) || any.test(member.substring(folders + 1));
    }
}
