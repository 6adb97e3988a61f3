package org.datawarp.author.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.datawarp.author.inspect.InspectedFile.FoundSheet;
import org.datawarp.author.inspect.InspectedFile.Refusal;
import org.datawarp.author.table.InspectedRowKind;
import org.datawarp.author.table.InspectedSheet;
import org.datawarp.author.table.InspectedTable;
import org.datawarp.platform.text.Screen;

/** Prints an inspection for people. Used by one thread. */
public final class InspectionPage {

    private static final int DIGEST_SHOWN = 12;

    private final Paper paper;

    /** @param paper its owner closes what is under it */
    public InspectionPage(Paper paper) {
        this.paper = paper;
    }

    /** Draws a file, its sheets and their tables. */
    public void draw(InspectedFile file) {
        paper.line(paper.styled(Screen.clean(file.file()), Style.BOLD)
                + paper.styled(
                        "  %s  sha256 %s…"
                                .formatted(file.format(), file.sha256().substring(0, DIGEST_SHOWN)),
                        Style.DIM));
        file.rejected().ifPresent(this::draw);
        file.unreadable().forEach(this::draw);
        for (FoundSheet sheet : file.sheets()) {
            draw(sheet);
        }
        paper.line("");
    }

    private void draw(Refusal refusal) {
        String member = refusal.member().isEmpty() ? "" : Screen.clean(refusal.member()) + ": ";
        paper.line(paper.styled("  rejected (%s): ".formatted(refusal.reason()), Style.PROBLEM)
                + member
                + Screen.clean(refusal.message()));
    }

    private void draw(FoundSheet found) {
        InspectedSheet sheet = found.sheet();
        String member = found.member().isEmpty() ? "" : Screen.clean(found.member()) + " › ";
        paper.line("");
        paper.line(member
                + paper.styled(Screen.clean(sheet.name()), Style.HEADING)
                + "  "
                + sheet.kind()
                + (sheet.hidden() ? ", hidden" : "")
                + "  "
                + rows(sheet));
        int number = 0;
        for (InspectedTable table : sheet.tables()) {
            number++;
            new TablePage(paper, table).draw(number);
        }
    }

    private String rows(InspectedSheet sheet) {
        List<String> kinds = new ArrayList<>();
        for (InspectedRowKind kind : InspectedRowKind.values()) {
            long count = sheet.rowKinds().getOrDefault(kind, 0L);
            if (count > 0) {
                kinds.add(paper.styled(String.format(Locale.ROOT, "%,d %s", count, kind), style(kind)));
            }
        }
        String all = String.format(Locale.ROOT, "%,d row%s", sheet.rows(), sheet.rows() == 1 ? "" : "s");
        return kinds.isEmpty() ? all : all + ": " + String.join(", ", kinds);
    }

    private static Style style(InspectedRowKind kind) {
        return switch (kind) {
            case DATA -> Style.NUMBER;
            case HEADING, UNIT -> Style.HEADING;
            case TOTAL -> Style.TOTAL;
            case SECTION -> Style.MARK;
            case NOTE, BLANK -> Style.DIM;
        };
    }
}
