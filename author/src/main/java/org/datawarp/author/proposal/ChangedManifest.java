package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datawarp.author.yaml.TextDiff;
import org.datawarp.author.yaml.UneditableException;
import org.datawarp.schemas.manifest.InvalidManifestException;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;

/**
 * A manifest with proposals put into its text.
 *
 * @param taken the proposals that are in it
 * @param byHand why others are not: a person must write them
 */
public record ChangedManifest(
        PublicationManifest before, PublicationManifest after, List<Proposal> taken, List<String> byHand) {

    public ChangedManifest {
        taken = List.copyOf(taken);
        byHand = List.copyOf(byHand);
    }

    public static ChangedManifest of(PublicationManifest manifest, List<Proposal> proposals) {
        PublicationManifest mended = manifest;
        List<Proposal> taken = new ArrayList<>();
        List<String> byHand = new ArrayList<>();
        for (Proposal proposal : proposals) {
            try {
                mended = put(mended, proposal);
                taken.add(proposal);
            } catch (UneditableException | InvalidManifestException e) {
                byHand.add("%s, %s: cannot be put into the text of its manifest (%s); write it there by hand"
                        .formatted(proposal.dataset(), proposal.drift().words(), e.getMessage()));
            }
        }
        return new ChangedManifest(manifest, mended, taken, byHand);
    }

    private static PublicationManifest put(PublicationManifest manifest, Proposal proposal) {
        String file = fileOf(proposal);
        SortedMap<String, String> files = new TreeMap<>(manifest.text().files());
        String yaml = files.get(file);
        if (yaml == null) {
            throw new UneditableException("there is no file " + file);
        }
        files.put(file, proposal.edit().apply(yaml));
        ManifestText text = new ManifestText(files);
        return new PublicationManifest(new ManifestReader().read(text), text);
    }

    public static String fileOf(Proposal proposal) {
        return proposal.dataset() + ".yaml";
    }

    public boolean isChanged() {
        return !before.text().equals(after.text());
    }

    /** The names of the files that differ. */
    public List<String> changedFiles() {
        return after.text().files().keySet().stream()
                .filter(file -> !Objects.equals(
                        after.text().files().get(file), before.text().files().get(file)))
                .toList();
    }

    /** What differs in one of them, as {@link TextDiff} shows it. */
    public List<String> diff(String file) {
        return TextDiff.of(
                before.text().files().getOrDefault(file, ""),
                after.text().files().getOrDefault(file, ""));
    }
}
