package org.datawarp.producers.discover;

import java.net.URI;
import java.nio.file.Path;
import org.datawarp.schemas.manifest.Publication;

/** Where publications are read: from their own pages, or from a copy that the operator names. */
public sealed interface Mirror {

    /** The first page to read for a publication. */
    URI landingPage(Publication publication);

    /** The place of something that the publication's manifest addresses on its own site. */
    default URI placeOf(URI live, Publication publication) {
        String own = withSlash(publication.landingPage()).toString();
        String rest = live.toString().startsWith(own) ? live.toString().substring(own.length()) : lastPart(live);
        return landingPage(publication).resolve(rest);
    }

    /** Whether the first page is the publication's own. */
    default boolean isLive() {
        return false;
    }

    /**
     * From a setting: {@code live}, the address of a site, or a folder.
     *
     * @throws IllegalArgumentException when a site cannot have that address
     */
    static Mirror of(String setting) {
        if (setting.isBlank() || setting.strip().equals("live")) {
            return none();
        }
        return setting.strip().matches("(?i)https?://.*")
                ? site(URI.create(setting.strip()))
                : folder(Path.of(setting.strip()));
    }

    /** Publications are read from their own pages. */
    static Mirror none() {
        return new None();
    }

    /** @param base of a site that has a page at {@code <base>/<publication>/} for each publication */
    static Mirror site(URI base) {
        return new Site(withSlash(base));
    }

    /**
     * @param folder with a folder for each publication, named by its manifest's {@code mirror} or by the publication
     */
    static Mirror folder(Path folder) {
        return new Folder(folder.toAbsolutePath().normalize());
    }

    /** @param manifests with a folder for each publication, which has a subfolder with its sample releases */
    static Mirror samples(Path manifests) {
        return new Samples(manifests.toAbsolutePath().normalize());
    }

    /** The publication's own pages. */
    record None() implements Mirror {

        @Override
        public URI landingPage(Publication publication) {
            return publication.landingPage();
        }

        @Override
        public URI placeOf(URI live, Publication publication) {
            return live;
        }

        @Override
        public boolean isLive() {
            return true;
        }
    }

    /** @param base ends with a slash */
    record Site(URI base) implements Mirror {

        @Override
        public URI landingPage(Publication publication) {
            return base.resolve(publication.name() + "/");
        }
    }

    /** @param folder absolute */
    record Folder(Path folder) implements Mirror {

        @Override
        public URI landingPage(Publication publication) {
            String name = publication.mirror().isEmpty() ? publication.name().value() : publication.mirror();
            return withSlash(folder.resolve(name).normalize().toUri());
        }
    }

    /** @param manifests absolute */
    record Samples(Path manifests) implements Mirror {

        @Override
        public URI landingPage(Publication publication) {
            return withSlash(manifests
                    .resolve(publication.name().value())
                    .resolve("sample")
                    .toUri());
        }
    }

    private static URI withSlash(URI address) {
        return address.getRawPath().endsWith("/") ? address : URI.create(address + "/");
    }

    private static String lastPart(URI address) {
        String path = address.getRawPath();
        String withoutSlash = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return withoutSlash.substring(withoutSlash.lastIndexOf('/') + 1);
    }
}
