package org.datawarp.author.inspect;

import java.util.Optional;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.period.StatedPeriod;
import org.datawarp.schemas.period.Vintage;

/**
 * The period in a name, as a line of {@code name, start, end, kind, vintage}, separated by tabs. {@code none} means
 * that the name has no period, {@code -} that it lacks the value.
 */
public record PeriodLine(String name, String start, String end, String kind, String vintage) {

    private static final String NONE = "none";
    private static final String UNSAID = "-";

    /** Reads the name of a file, a link's text or a title. */
    public static PeriodLine of(String name) {
        String vintage = Vintage.find(name);
        String said = vintage.isEmpty() ? UNSAID : vintage;
        Optional<StatedPeriod> found = PeriodParser.findStated(name);
        if (found.isEmpty()) {
            return new PeriodLine(name, NONE, NONE, NONE, said);
        }
        StatedPeriod stated = found.get();
        boolean open = stated.start() == StatedPeriod.Start.OPEN;
        return new PeriodLine(
                name,
                open ? UNSAID : stated.period().start().toString(),
                stated.period().end().toString(),
                Words.of(stated.period().kind()),
                said);
    }

    /** The line without its end; white space inside a value becomes one space. */
    @Override
    public String toString() {
        return String.join("\t", name.replaceAll("[\\t\\r\\n]+", " "), start, end, kind, vintage);
    }
}
