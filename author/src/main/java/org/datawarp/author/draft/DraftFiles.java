package org.datawarp.author.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.datawarp.schemas.manifest.Frequency;

/**
 * What a publication's manifest says about its files: which files of an origin are data.
 *
 * @param include globs of file names, the better form first; empty when addresses are listed
 * @param exclude globs of file names
 * @param follow globs of the pages below the landing page
 * @param links files by address, with the label of their release; empty when links are discovered
 * @param titled whether titles may date files that their links do not date
 * @param frequency of the releases, as far as the existing ones show it
 * @param periodHeadings headings of such files over the periods of their rows
 */
record DraftFiles(
        List<String> include,
        List<String> exclude,
        List<String> follow,
        Map<URI, String> links,
        Frequency frequency,
        boolean titled,
        Set<String> periodHeadings) {

    DraftFiles {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        follow = List.copyOf(follow);
        links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
        periodHeadings = Set.copyOf(periodHeadings);
    }

    /** Links that are discovered on the page itself. */
    static DraftFiles discovered(List<String> include) {
        return new DraftFiles(include, List.of(), List.of(), Map.of(), Frequency.IRREGULAR, false, Set.of());
    }

    static DraftFiles listed(Map<URI, String> links) {
        return new DraftFiles(List.of(), List.of(), List.of(), links, Frequency.IRREGULAR, false, Set.of());
    }

    DraftFiles with(List<String> more) {
        return new DraftFiles(more, exclude, follow, links, frequency, titled, periodHeadings);
    }

    DraftFiles following(List<String> pages) {
        return new DraftFiles(include, exclude, pages, links, frequency, titled, periodHeadings);
    }

    DraftFiles without(List<String> names) {
        return new DraftFiles(include, names, follow, links, frequency, titled, periodHeadings);
    }

    DraftFiles every(Frequency often) {
        return new DraftFiles(include, exclude, follow, links, often, titled, periodHeadings);
    }

    DraftFiles dated(boolean byTitle, Set<String> byHeadings) {
        return new DraftFiles(include, exclude, follow, links, frequency, byTitle, byHeadings);
    }

    void write(ObjectNode yaml) {
        if (frequency != Frequency.IRREGULAR) {
            yaml.put("frequency", frequency.name().toLowerCase(Locale.ROOT));
        }
        ObjectNode files = yaml.putObject("files");
        if (!links.isEmpty()) {
            files.put("mode", "explicit");
            ObjectNode listed = files.putObject("links");
            links.forEach((address, label) -> listed.withArray(label).add(address.toString()));
            return;
        }
        files.put("mode", "discover");
        DraftYaml.texts(files.putArray("include"), include);
        if (!exclude.isEmpty()) {
            DraftYaml.texts(files.putArray("exclude"), exclude);
        }
        if (!follow.isEmpty()) {
            DraftYaml.texts(files.putArray("follow"), follow);
        }
        if (titled) {
            DraftYaml.texts(
                    files.putArray("period-from"),
                    List.of("file-name", "link-text", "page-heading", "page-url", "title"));
        }
    }
}
