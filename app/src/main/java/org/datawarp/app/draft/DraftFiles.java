package org.datawarp.app.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Which files of an origin are data: what a publication's manifest says of them.
 *
 * @param include globs of file names, the better form first; empty when addresses are written down
 * @param exclude globs of file names
 * @param follow globs of the pages below the landing page
 * @param links files by address, with the label of the release that they are; empty when links are discovered
 */
record DraftFiles(List<String> include, List<String> exclude, List<String> follow, Map<URI, String> links) {

    DraftFiles {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        follow = List.copyOf(follow);
        links = Map.copyOf(links);
    }

    DraftFiles following(List<String> pages) {
        return new DraftFiles(include, exclude, pages, links);
    }

    DraftFiles without(List<String> names) {
        return new DraftFiles(include, names, follow, links);
    }

    static DraftFiles listed(Map<URI, String> links) {
        return new DraftFiles(List.of(), List.of(), List.of(), links);
    }

    void write(ObjectNode yaml) {
        ObjectNode files = yaml.putObject("files");
        if (!links.isEmpty()) {
            files.put("mode", "explicit");
            ObjectNode listed = files.putObject("links");
            links.forEach((address, label) -> listed.put(label, address.toString()));
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
    }
}
