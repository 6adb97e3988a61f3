package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.datawarp.author.proposal.SeenRelease.Placed;
import org.datawarp.author.proposal.TableSearch.Candidate;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Source;
import org.datawarp.schemas.name.Glob;

/** Proposes where a dataset may be: renamed sheets and files, and split tables. Pure. */
final class SourceProposals {

    private static final Pattern PERIOD_WORDS = Pattern.compile(
            "(?i)(?<![a-z])(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?"
                    + "|nov(ember)?|dec(ember)?)(?![a-z])|\\d{2,}");

    private static final Pattern STARS = Pattern.compile("\\*(?:[-_ .]*\\*)+");
    private static final Pattern BRACES = Pattern.compile("[{}]");

    private final Dataset dataset;

    SourceProposals(Dataset dataset) {
        this.dataset = dataset;
    }

    /** For a dataset that was not found: one candidate has all of it, or each of several has a part. */
    List<Proposal> ofMissing(List<Candidate> candidates) {
        List<Candidate> unnamed =
                candidates.stream().filter(candidate -> !candidate.named()).toList();
        List<Candidate> parts = TableSearch.parts(unnamed, Set.of());
        if (parts.size() > 1) {
            return parts.stream().map(this::split).toList();
        }
        return unnamed.stream().limit(1).map(this::renamed).toList();
    }

    /** For a dataset that was found but shrank: other sheets may have the rest of it. */
    List<Proposal> ofShrunk(List<Candidate> candidates, List<Placed> placed) {
        Set<String> taken = new HashSet<>();
        placed.forEach(table -> taken.addAll(TableSearch.keys(
                table.sheet(), table.region().fields(), table.region().band().lastRow())));
        List<Candidate> unnamed =
                candidates.stream().filter(candidate -> !candidate.named()).toList();
        return TableSearch.parts(unnamed, taken).stream().map(this::split).toList();
    }

    private Proposal renamed(Candidate candidate) {
        boolean sheet = dataset.sources().stream()
                .anyMatch(source -> !source.sheet().equals(Glob.ANY)
                        && !new Glob(source.sheet())
                                .test(candidate.sheet().opened().name()));
        List<String> evidence = evidence(candidate);
        evidence.add(
                "its name is %s like that of the release before".formatted(ColumnMatch.percent(candidate.likeness())));
        return proposal(sheet ? Drift.RENAMED_SHEET : Drift.RENAMED_FILE, candidate, evidence, candidate.confidence());
    }

    private Proposal split(Candidate candidate) {
        List<String> evidence = evidence(candidate);
        evidence.add("no other sheet of the release has these rows");
        double confidence = 0.5 + 0.45 * candidate.knownKeys();
        return proposal(Drift.SPLIT_TABLE, candidate, evidence, confidence);
    }

    private static List<String> evidence(Candidate candidate) {
        int placed = candidate.table().placed().size();
        List<String> evidence = new ArrayList<>();
        evidence.add("%d of %d headings are there, in row %d"
                .formatted(
                        placed,
                        placed + candidate.table().missing().size(),
                        candidate.table().band().lastRow()));
        if (!candidate.keys().isEmpty()) {
            evidence.add("%s of its %d keys are those of the release before"
                    .formatted(
                            ColumnMatch.percent(candidate.knownKeys()),
                            candidate.keys().size()));
        }
        return evidence;
    }

    private Proposal proposal(Drift drift, Candidate candidate, List<String> evidence, double confidence) {
        Source source = source(candidate);
        return new Proposal(
                drift,
                dataset.name(),
                expected(),
                candidate.sheet().place(),
                evidence,
                Math.min(0.99, confidence),
                DatasetEdit.addSource(source));
    }

    private String expected() {
        return dataset.sources().stream()
                .map(SourceProposals::words)
                .reduce((first, next) -> first + " or " + next)
                .orElse("any sheet");
    }

    private static String words(Source source) {
        List<String> words = new ArrayList<>();
        if (!source.sheet().equals(Glob.ANY)) {
            words.add("sheet \"%s\"".formatted(source.sheet()));
        }
        if (!source.file().equals(Glob.ANY)) {
            words.add("file \"%s\"".formatted(source.file()));
        }
        if (!source.member().equals(Glob.ANY)) {
            words.add("member \"%s\"".formatted(source.member()));
        }
        return String.join(" of ", words);
    }

    /** As specific as the existing sources: only what they name is named. */
    private Source source(Candidate candidate) {
        var opened = candidate.sheet().opened();
        boolean file =
                dataset.sources().stream().noneMatch(source -> source.file().equals(Glob.ANY));
        boolean member =
                dataset.sources().stream().noneMatch(source -> source.member().equals(Glob.ANY));
        boolean sheet =
                dataset.sources().stream().noneMatch(source -> source.sheet().equals(Glob.ANY));
        return new Source(
                file ? glob(opened.fileName()) : Glob.ANY,
                member && !opened.member().isEmpty() ? glob(opened.member()) : Glob.ANY,
                sheet ? sheetGlob(opened.name().strip()) : Glob.ANY,
                Glob.ANY);
    }

    /** The next release has the same name with another period. */
    private static String glob(String name) {
        String stars = PERIOD_WORDS.matcher(plain(name)).replaceAll("*");
        return STARS.matcher(stars).replaceAll("*");
    }

    /** "Table 12" is not "Table 13": only with a month beside them are digits a period. */
    private static String sheetGlob(String name) {
        boolean period = PERIOD_WORDS
                .matcher(name)
                .results()
                .anyMatch(word -> !Character.isDigit(word.group().charAt(0)));
        return period && !name.toLowerCase(Locale.ROOT).startsWith("table") ? glob(name) : plain(name);
    }

    /** Braces mean something in a glob. */
    private static String plain(String name) {
        return BRACES.matcher(name).replaceAll("?");
    }
}
