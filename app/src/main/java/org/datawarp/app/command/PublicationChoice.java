package org.datawarp.app.command;

import java.io.IOException;
import java.util.List;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.PublicationManifest;

/**
 * The publications that a command is about.
 *
 * @param names empty for all
 */
record PublicationChoice(List<String> names) {

    static final PublicationChoice ALL = new PublicationChoice(List.of());

    PublicationChoice {
        names = List.copyOf(names);
    }

    /**
     * The publication of that name, or the one that has a dataset of that name.
     *
     * @throws UserException when there is neither
     */
    static PublicationManifest with(String name, Settings settings) throws IOException {
        List<PublicationManifest> all = PublicationManifest.readAll(settings.manifests());
        return all.stream()
                .filter(manifest -> manifest.isNamed(name))
                .findFirst()
                .orElseThrow(() -> unknown("publication and no dataset", name, settings, all));
    }

    private static UserException unknown(
            String what, String name, Settings settings, List<PublicationManifest> expected) {
        return new UserException(
                ExitCode.INVALID,
                "There is no %s %s in %s: expected one of %s"
                        .formatted(
                                what,
                                name,
                                settings.manifests(),
                                expected.stream()
                                        .map(manifest -> manifest.name().value())
                                        .toList()));
    }

    /** @throws UserException when there is none of that name */
    List<PublicationManifest> read(Settings settings) throws IOException {
        List<PublicationManifest> all = PublicationManifest.readAll(settings.manifests());
        for (String name : names) {
            if (PublicationManifest.named(all, name).isEmpty()) {
                throw unknown("publication", name, settings, all);
            }
        }
        return among(all);
    }

    /** Those that exist. */
    List<PublicationManifest> among(List<PublicationManifest> all) {
        return all.stream()
                .filter(manifest ->
                        names.isEmpty() || names.contains(manifest.name().value()))
                .toList();
    }
}
