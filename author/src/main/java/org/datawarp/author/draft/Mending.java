package org.datawarp.author.draft;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.author.draft.Trial.Claim;
import org.datawarp.author.draft.Trial.Complained;
import org.datawarp.author.draft.Trial.Complaint;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.streams.apply.Reason;

/** Corrects a draft by the results of its trials. Owned by one thread. */
final class Mending {

    private static final int LONGEST_MARK = 16;
    private static final int MOST_MARKS = 12;

    /** A key that is blank in at least this many rows of a hundred is written once for several rows. */
    private static final int WRITTEN_ONCE = 35;

    private final Map<String, DraftDataset> datasets = new HashMap<>();
    private final Collection<Trial> trials;

    /** @param trials of the current draft, one for each release */
    Mending(List<DraftDataset> drafts, Collection<Trial> trials) {
        drafts.forEach(draft -> datasets.put(draft.name(), draft));
        this.trials = trials;
    }

    /** @return the names of the datasets whose manifests changed */
    Set<String> mend() {
        Set<String> changed = new HashSet<>();
        for (Trial trial : trials) {
            for (Claim claim : trial.claims()) {
                if (mend(claim)) {
                    changed.add(claim.dataset());
                }
            }
            trial.complaints().forEach((complaint, complained) -> {
                if (mend(complaint, complained, trial)) {
                    changed.add(complaint.dataset());
                }
            });
        }
        for (DraftDataset draft : datasets.values()) {
            if (!changed.contains(draft.name()) && (mendTotal(draft) || mendKeys(draft))) {
                changed.add(draft.name());
            }
        }
        return changed;
    }

    /** Headings alone find a dataset where it has no table, so names must exclude that place. */
    private boolean mend(Claim claim) {
        DraftDataset draft = Objects.requireNonNull(datasets.get(claim.dataset()));
        List<SeenTable> here = draft.tables().stream()
                .filter(table -> table.place().equals(claim.place()))
                .toList();
        if (here.isEmpty()) {
            return draft.sources().leaveOut(claim.place());
        }
        boolean meant = here.stream()
                .anyMatch(table -> !table.hasHeadings()
                        || (table.table().headerRows().get(0) <= claim.lastHeading()
                                && claim.firstHeading()
                                        <= table.table()
                                                .headerRows()
                                                .get(table.table().headerRows().size() - 1)));
        return !meant && draft.sources().nameTitles();
    }

    private boolean mend(Complaint complaint, Complained complained, Trial trial) {
        DraftDataset draft = datasets.get(complaint.dataset());
        DraftColumn column =
                draft == null ? null : draft.column(complaint.column()).orElse(null);
        boolean wide = draft != null && draft.isWide() && complaint.column().equals(DraftLayout.VALUE);
        if (draft == null || (column == null && !wide)) {
            return false;
        }
        String reason = complaint.reason();
        boolean unreadable = reason.startsWith("unreadable") || reason.equals(Reason.SPREADSHEET_ERROR.code());
        if (unreadable && (wide || (column != null && column.role() == ColumnRole.MEASURE))) {
            return addMarks(draft, complained) || (column != null && column.takeAsText());
        }
        if (column == null) {
            return false;
        }
        if (reason.equals(Reason.MISSING_KEY.code()) || reason.equals(Reason.MISSING_PERIOD.code())) {
            long rows = trial.dataset(draft.name()).rows() + complained.rows();
            boolean once = complained.rows() * 100 >= WRITTEN_ONCE * rows
                    && draft.columns().indexOf(column) == 0;
            // A row without a label that the inspection did not see in the table does not belong to it, such as a sum
            // beside a chart.
            return (once && column.fillDown()) || (trial.lacksRows(draft) && column.allowBlank());
        }
        if (reason.equals(Reason.MISSING_HEADING.code())) {
            return column.place();
        }
        if (reason.equals(Reason.NOT_WHOLE.code())) {
            return column.takeAsNumber();
        }
        return unreadable && column.takeAsText();
    }

    private static boolean addMarks(DraftDataset draft, Complained complained) {
        boolean marks = complained.isOfFew()
                && draft.marks().size() + complained.found().size() <= MOST_MARKS
                && complained.found().stream().allMatch(Mending::mayBeMark);
        boolean added = false;
        for (String text : marks ? complained.found() : Set.<String>of()) {
            added |= draft.addMark(text);
        }
        return added;
    }

    private static boolean mayBeMark(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_MARK
                && !text.endsWith(":")
                && PeriodParser.find(text).isEmpty();
    }

    private boolean mendTotal(DraftDataset draft) {
        if (draft.total().when().isEmpty()) {
            return false;
        }
        Set<String> equal = new HashSet<>();
        Set<String> different = new HashSet<>();
        for (Trial trial : trials) {
            equal.addAll(trial.dataset(draft.name()).measures(true));
            different.addAll(trial.dataset(draft.name()).measures(false));
        }
        boolean compared = !equal.isEmpty() || !different.isEmpty();
        return compared ? draft.total().judge(equal, different) : draft.total().forget();
    }

    private boolean mendKeys(DraftDataset draft) {
        boolean repeated =
                trials.stream().anyMatch(trial -> trial.dataset(draft.name()).repeated() > 0);
        if (!repeated || draft.isKeyed()) {
            return false;
        }
        if (!draft.wantsKeys()) {
            draft.wantKeys();
            return true;
        }
        List<List<int[]>> identities = trials.stream()
                .map(trial -> trial.dataset(draft.name()).identities())
                .toList();
        Set<String> now = draft.keys().stream().map(DraftColumn::name).collect(Collectors.toSet());
        Set<String> keys = new KeyChoice(new DraftLayout(draft).labels(), identities).extended(now);
        draft.setKeys(keys);
        return !keys.equals(now);
    }
}
