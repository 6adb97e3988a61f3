package org.datawarp.streams.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.schemas.manifest.Unpivot;
import org.jspecify.annotations.Nullable;

/** Finds the columns whose headings become values. */
final class WideHeadings {

    private static final String VALUE_GROUP = "value";

    private final Pattern pattern;
    private final boolean hasValueGroup;

    WideHeadings(Unpivot unpivot) {
        pattern = unpivot.headings();
        hasValueGroup = pattern.pattern().contains("(?<" + VALUE_GROUP + ">");
    }

    List<WideColumn> find(List<ColumnHeading> headings) {
        List<WideColumn> wide = new ArrayList<>();
        for (ColumnHeading heading : headings) {
            WideColumn column = find(heading);
            if (column != null) {
                wide.add(column);
            }
        }
        return wide;
    }

    /** Tries the lowest level alone, then the whole path; each first as published, then without note marks. */
    private @Nullable WideColumn find(ColumnHeading heading) {
        for (String text : List.of(heading.leaf(), heading.path())) {
            for (String form : List.of(text, HeadingText.withoutNoteMarks(text))) {
                Matcher matcher = pattern.matcher(form);
                if (matcher.matches()) {
                    String part = hasValueGroup ? matcher.group(VALUE_GROUP) : null;
                    return new WideColumn(heading.column(), form, part == null ? form : part.strip());
                }
            }
        }
        return null;
    }
}
