package org.datawarp.author.proposal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.Heading;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.Unpivot;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a manifest's change that may change the rows of a release. Texts for people, limits and names of files
 * do not.
 */
public record ManifestChange(Manifest before, Manifest after) {

    /**
     * What has changed for releases of a certain time.
     *
     * @param day the last day of a release's period, because headings are valid from a day or until a day
     * @return by dataset, in words; empty when its rows stay the same
     */
    public Map<String, List<String>> effectsOn(LocalDate day) {
        Map<String, List<String>> effects = new TreeMap<>();
        for (Dataset dataset : after.datasets()) {
            Optional<Dataset> earlier = before.dataset(dataset.name());
            List<String> words = earlier.isEmpty() ? List.of("is new") : differences(earlier.get(), dataset, day);
            if (!words.isEmpty()) {
                effects.put(dataset.name().value(), words);
            }
        }
        for (Dataset dataset : before.datasets()) {
            if (after.dataset(dataset.name()).isEmpty()) {
                effects.put(dataset.name().value(), List.of("is gone: the rows that it has stay, as they are"));
            }
        }
        return effects;
    }

    private static List<String> differences(Dataset before, Dataset after, LocalDate day) {
        List<String> words = new ArrayList<>();
        addIf(words, !place(before).equals(place(after)), "where its tables are");
        words.addAll(columns(before, after, day));
        addIf(words, !unpivot(before.unpivot()).equals(unpivot(after.unpivot())), "what is unpivoted");
        addIf(words, !before.marks().equals(after.marks()), "marks");
        addIf(words, !before.totals().equals(after.totals()), "totals");
        addIf(words, before.load() != after.load(), "what a release replaces");
        addIf(words, before.published() != after.published(), "whether it is published");
        return words;
    }

    private static void addIf(List<String> words, boolean differs, String word) {
        if (differs) {
            words.add(word);
        }
    }

    private static List<Object> place(Dataset dataset) {
        return List.of(
                dataset.sources(),
                dataset.headingRows(),
                dataset.headingAt(),
                Optional.ofNullable(dataset.periodKind()));
    }

    private static List<String> columns(Dataset before, Dataset after, LocalDate day) {
        Map<String, List<Object>> earlier = readings(before, day);
        Map<String, List<Object>> later = readings(after, day);
        List<String> words = new ArrayList<>();
        later.forEach((name, reading) -> {
            List<Object> was = earlier.remove(name);
            addIf(words, was == null, "the new column " + name);
            addIf(words, was != null && !was.equals(reading), "the column " + name);
        });
        earlier.keySet().forEach(name -> words.add("the column " + name + ", which is gone"));
        return words;
    }

    private static Map<String, List<Object>> readings(Dataset dataset, LocalDate day) {
        Map<String, List<Object>> all = new LinkedHashMap<>();
        dataset.fields().forEach(field -> all.put(field.name().value(), reading(field, day)));
        return all;
    }

    /** Everything on which a field's values depend. */
    private static List<Object> reading(Field field, LocalDate day) {
        return List.of(
                field.headings().stream()
                        .filter(heading -> heading.isUsedOn(day))
                        .map(Heading::text)
                        .toList(),
                field.position(),
                field.type(),
                field.role(),
                field.unit(),
                field.format(),
                field.optional(),
                field.blank(),
                field.fillDown(),
                field.status(),
                field.constant(),
                field.section());
    }

    private static List<Object> unpivot(@Nullable Unpivot unpivot) {
        if (unpivot == null) {
            return List.of();
        }
        Field dimension = unpivot.dimension();
        return List.of(
                unpivot.headings().pattern(),
                dimension == null ? List.of() : List.of(dimension.name(), reading(dimension, LocalDate.EPOCH)),
                unpivot.value().name(),
                reading(unpivot.value(), LocalDate.EPOCH));
    }
}
