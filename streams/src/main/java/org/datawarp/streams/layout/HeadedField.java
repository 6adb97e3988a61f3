package org.datawarp.streams.layout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;

/**
 * A field with the headings that it may have in one release.
 *
 * @param required whether a table without it is not the dataset's
 */
record HeadedField(Field field, List<Alias> aliases, boolean required) {

    /** @param day the last day of the release's period */
    static List<HeadedField> of(Dataset dataset, LocalDate day) {
        List<HeadedField> headed = new ArrayList<>();
        for (Field field : dataset.fields()) {
            List<Alias> aliases = field.headings().stream()
                    .filter(heading -> heading.isUsedOn(day))
                    .map(Alias::of)
                    .toList();
            if (!aliases.isEmpty()) {
                boolean told = !field.constant().isEmpty() || field.position() > 0;
                boolean required = !field.optional() && !told;
                headed.add(new HeadedField(field, aliases, required));
            }
        }
        return headed;
    }

    /** Whether a row has a cell that may be the lowest level of this field's heading. */
    boolean isNamedIn(HeadedSheet sheet, int index) {
        for (Alias alias : aliases) {
            if (sheet.names(index, alias.tolerant()) || sheet.names(index, HeadingText.lastLevel(alias.tolerant()))) {
                return true;
            }
        }
        return false;
    }
}
