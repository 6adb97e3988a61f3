package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.author.draft.MarkMeaning;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.apply.Reason;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.replay.RejectionTally.Counted;

/** Proposes changes for rejected cells: marks that the manifest does not know, and wider types. Pure. */
public final class RejectionProposals {

    private static final int LONGEST_MARK = 12;
    private static final double STANDARD = 0.9;
    private static final double EXPLAINED = 0.95;
    private static final double UNKNOWN = 0.6;
    private static final double WIDER = 0.8;

    /** Signs, letters in brackets, a few letters, "fewer than". */
    private static final Pattern STANDARD_MARK =
            Pattern.compile("[*:.~†‡#–—-]{1,3}|\\[[a-zA-Z0-9]{1,4}\\]|\\([a-zA-Z]\\)|(?i)n/?a|#n/a|low|<\\s?\\d{1,3}");

    private final Manifest manifest;
    private final SeenRelease release;

    public RejectionProposals(Manifest manifest, SeenRelease release) {
        this.manifest = manifest;
        this.release = release;
    }

    private record MarkOf(DatasetName dataset, String mark) {}

    /** @param causes of the rejections when the manifest was applied */
    public List<Proposal> of(List<Counted> causes) {
        Map<MarkOf, Long> marks = new LinkedHashMap<>();
        Map<String, Counted> types = new LinkedHashMap<>();
        for (Counted cause : causes) {
            String reason = cause.first().reason();
            if (reason.equals(Reason.UNREADABLE_NUMBER.code()) && looksLikeMark(cause)) {
                DatasetName dataset = new DatasetName(cause.first().dataset());
                marks.merge(new MarkOf(dataset, CellText.strip(cause.first().found())), cause.times(), Long::sum);
            } else if (reason.equals(Reason.NOT_WHOLE.code())) {
                types.putIfAbsent(cause.first().dataset() + "." + cause.first().column(), cause);
            }
        }
        List<Proposal> proposals = new ArrayList<>();
        marks.forEach((mark, times) -> proposals.add(mark(mark, times)));
        types.values().forEach(cause -> wider(cause).ifPresent(proposals::add));
        return proposals;
    }

    private static boolean looksLikeMark(Counted cause) {
        String found = CellText.strip(cause.first().found());
        boolean standard = STANDARD_MARK.matcher(found).matches();
        boolean repeated = cause.times() > 1 && found.chars().noneMatch(Character::isDigit);
        return !found.isEmpty() && found.length() <= LONGEST_MARK && (standard || repeated);
    }

    private Proposal mark(MarkOf mark, long times) {
        List<String> evidence = new ArrayList<>();
        evidence.add("it is in place of a figure %d times".formatted(times));
        Optional<String> explained = explanation(mark.mark());
        boolean standard = STANDARD_MARK.matcher(mark.mark()).matches();
        explained.ifPresent(words -> evidence.add("the file says: %s".formatted(words)));
        if (standard) {
            evidence.add("publishers of statistics use it so");
        }
        String known = manifest.dataset(mark.dataset()).map(Dataset::marks).orElse(Map.of()).keySet().stream()
                .sorted()
                .reduce((first, next) -> first + ", " + next)
                .orElse("none");
        return new Proposal(
                Drift.NEW_MARK,
                mark.dataset(),
                "figures, or one of the marks " + known,
                "\"" + mark.mark() + "\"",
                evidence,
                explained.isPresent() ? EXPLAINED : standard ? STANDARD : UNKNOWN,
                DatasetEdit.addMark(mark.mark(), explained.orElseGet(() -> MarkMeaning.of(mark.mark()))));
    }

    /** What a note of the release says about a mark: {@code [z] = not applicable}, {@code [z] means not applicable}. */
    private Optional<String> explanation(String mark) {
        Pattern note = Pattern.compile(
                "(?:^|\\s)" + Pattern.quote(mark)
                        + "\\s*(?:[=:\u2013-]|means|indicates|denotes|is used (?:where|for)|represents)\\s*([^.;\\[\\]]{3,80})",
                Pattern.CASE_INSENSITIVE);
        for (SeenSheet sheet : release.sheets()) {
            for (SheetRow row : sheet.rows()) {
                for (var cell : row.cells()) {
                    Matcher found = note.matcher(cell.text());
                    if (cell.text().length() > mark.length() + 3 && found.find()) {
                        String words = found.group(1).strip();
                        return Optional.of(Character.toUpperCase(words.charAt(0)) + words.substring(1));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Proposal> wider(Counted cause) {
        DatasetName dataset = new DatasetName(cause.first().dataset());
        Optional<Field> field = manifest.dataset(dataset).stream()
                .flatMap(found -> found.valueFields().stream())
                .filter(candidate ->
                        candidate.name().value().equals(cause.first().column()))
                .filter(candidate -> candidate.type().base() == ColumnType.Base.INTEGER)
                .findFirst();
        return field.map(found -> new Proposal(
                Drift.CHANGED_TYPE,
                dataset,
                "whole numbers in %s".formatted(found.name()),
                "\"%s\"".formatted(cause.first().found()),
                List.of(
                        "such as row %d of %s"
                                .formatted(cause.first().row(), cause.first().sheetName()),
                        "the column's table can be widened to hold both"),
                WIDER,
                DatasetEdit.setType(found.name().value(), "number")));
    }
}
