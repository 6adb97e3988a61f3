package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what was seen and is not in a draft, and why. Owned by one thread. */
final class LeftOut {

    private final Map<String, List<String>> byPlace = new LinkedHashMap<>();

    /** @param sentence that names the place itself */
    void add(String sentence) {
        add("", sentence);
    }

    void add(String place, String reason) {
        List<String> reasons = byPlace.computeIfAbsent(place, none -> new ArrayList<>());
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    /** For people: one line for each place. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        byPlace.forEach((place, reasons) -> {
            if (place.isEmpty()) {
                lines.addAll(reasons);
            } else {
                String more = reasons.size() > 1 ? " and %d more like it".formatted(reasons.size() - 1) : "";
                lines.add("%s: %s%s".formatted(place, reasons.get(0), more));
            }
        });
        return lines;
    }
}
