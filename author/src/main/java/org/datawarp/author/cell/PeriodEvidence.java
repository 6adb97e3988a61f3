package org.datawarp.author.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.period.Vintage;
import org.jspecify.annotations.Nullable;

/** The texts that may name the period of a table, the strongest first. */
public final class PeriodEvidence {

    /**
     * @param period null when none is found
     * @param source which evidence gave it: "title", "sheet", "file"; empty without a period
     */
    public record Finding(@Nullable Period period, String source) {}

    private record Text(String text, String source) {}

    private final List<Text> texts = new ArrayList<>();

    public PeriodEvidence title(String text) {
        texts.add(new Text(text, "title"));
        return this;
    }

    public PeriodEvidence names(SheetNames names) {
        boolean ownName = !names.sheetName().equals(names.fileName())
                && !names.sheetName().equals(names.member());
        texts.add(new Text(ownName ? names.sheetName() : "", "sheet"));
        texts.add(new Text(names.member(), "file"));
        texts.add(new Text(names.fileName(), "file"));
        return this;
    }

    public Finding period() {
        for (Text text : texts) {
            Optional<Period> period = text.text().isBlank() ? Optional.empty() : PeriodParser.find(text.text());
            if (period.isPresent()) {
                return new Finding(period.get(), text.source());
            }
        }
        return new Finding(null, "");
    }

    /** The vintage that a text gives; null when none does. */
    @Nullable
    public String vintage() {
        for (Text text : texts) {
            String vintage = Vintage.find(text.text());
            if (!vintage.isEmpty()) {
                return vintage;
            }
        }
        return null;
    }
}
