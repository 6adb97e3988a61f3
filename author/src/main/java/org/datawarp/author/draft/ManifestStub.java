package org.datawarp.author.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;

/**
 * Makes a manifest with a dataset that no file has, so that a publication's pages can be read before its tables are
 * known.
 */
final class ManifestStub {

    private static final String NAME = "unknown_yet";

    private ManifestStub() {}

    /** @return a manifest that finds the files, and dates them as the draft's will */
    static PublicationManifest of(DraftOrigin origin, DraftFiles files) {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(ManifestText.PUBLICATION_FILE, DraftYaml.publication(origin, files));
        texts.put(NAME + ".yaml", dataset(files.periodHeadings()));
        ManifestText text = new ManifestText(texts);
        return new PublicationManifest(new ManifestReader().read(text), text);
    }

    private static String dataset(Set<String> periodHeadings) {
        ObjectNode yaml = DraftYaml.object();
        yaml.put("dataset", NAME);
        yaml.put("title", "Unknown yet");
        yaml.put("description", "Unknown yet");
        ArrayNode fields = yaml.putArray("fields");
        fields.addObject().put("name", NAME).put("headings", "unknown yet").put("role", "key");
        if (!periodHeadings.isEmpty()) {
            ObjectNode period = fields.addObject().put("name", "period").put("role", "period");
            DraftYaml.texts(period.putArray("headings"), periodHeadings);
        }
        return DraftYaml.text("dataset", yaml);
    }
}
