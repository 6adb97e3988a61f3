package org.datawarp.producers.discover;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.datawarp.producers.discover.Discovered.UnreadablePage;
import org.datawarp.schemas.manifest.Links;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.name.Glob;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;

/** The pages of one publication, read as its manifest says. Used once, by one thread. */
final class PublicationPages {

    /** More pages than any series has; if a page links to more, the globs are too wide. */
    private static final int MOST_FOLLOWED = 200;

    /** When this many pages fail, the site is down, and asking for the others only adds to its load. */
    private static final int MOST_UNREADABLE = 3;

    private final PageSource pages;
    private final Mirror mirror;
    private final Publication publication;
    private final Predicate<Period> wanted;
    private final List<PageLink> links = new ArrayList<>();
    private final Map<URI, Period> periodOfPage = new LinkedHashMap<>();
    private final Map<URI, Period> periodOfFile = new LinkedHashMap<>();
    private final List<URI> absent = new ArrayList<>();
    private final List<UnreadablePage> unreadable = new ArrayList<>();

    /** @param wanted the periods whose pages to read, if their address names a period */
    PublicationPages(PageSource pages, Mirror mirror, Publication publication, Predicate<Period> wanted) {
        this.wanted = wanted;
        this.pages = pages;
        this.mirror = mirror;
        this.publication = publication;
    }

    /** @throws IOException when the first page does not exist or cannot be read */
    void read(LocalDate today) throws IOException {
        switch (publication.files().mode()) {
            case TEMPLATE -> readTemplates(today);
            case DISCOVER -> readLandingPage();
            case EXPLICIT -> listAddresses();
        }
    }

    List<PageLink> links() {
        return links;
    }

    /** The period of pages whose address was made from it. */
    Map<URI, Period> periodOfPage() {
        return periodOfPage;
    }

    /** The period of files whose address the manifest gives. */
    Map<URI, Period> periodOfFile() {
        return periodOfFile;
    }

    List<URI> absent() {
        return absent;
    }

    List<UnreadablePage> unreadable() {
        return unreadable;
    }

    private void readTemplates(LocalDate today) throws IOException {
        Map<URI, Period> templates = new TemplatePages(publication.files(), publication.frequency()).until(today);
        templates.values().removeIf(wanted.negate());
        for (Map.Entry<URI, Period> template : templates.entrySet()) {
            URI address = mirror.placeOf(template.getKey(), publication);
            readIfPossible(address).ifPresent(page -> take(address, page, template.getValue()));
            if (unreadable.size() >= MOST_UNREADABLE) {
                throw new IOException("Cannot find the releases of %s: %s"
                        .formatted(publication.name(), unreadable.get(0).message()));
            }
        }
        if (periodOfPage.isEmpty() && !mirror.isLive()) {
            // A copy may hold the files without the pages that link to them.
            readLandingPage();
        }
    }

    /** Sites redirect requests for a missing page to another page, which is not about that period. */
    private void take(URI asked, Page page, Period period) {
        boolean sentElsewhere = withoutSlash(page.address()).equals(withoutSlash(mirror.landingPage(publication)))
                || periodOfPage.putIfAbsent(page.address(), period) != null;
        if (sentElsewhere) {
            absent.add(asked);
        } else {
            links.addAll(PageLinks.of(page));
        }
    }

    private void readLandingPage() throws IOException {
        URI landing = mirror.landingPage(publication);
        Page page = pages.page(landing)
                .orElseThrow(() -> new IOException(("Cannot find the releases of %s at %s: there is no such page;"
                                + " correct landing-page, or the source that replaces it")
                        .formatted(publication.name(), landing)));
        List<PageLink> found = PageLinks.of(page);
        links.addAll(found);
        for (URI address : followed(found, page.address())) {
            readIfPossible(address).ifPresent(under -> links.addAll(PageLinks.of(under)));
        }
    }

    private Set<URI> followed(List<PageLink> found, URI landing) {
        Predicate<String> globs = Glob.anyOf(publication.files().follow());
        Set<URI> addresses = new LinkedHashSet<>();
        for (PageLink link : found) {
            String last = lastPart(link.address());
            boolean matches = (globs.test(link.address().toString()) || globs.test(last))
                    && PeriodParser.find(last).filter(wanted.negate()).isEmpty();
            if (matches && !link.address().equals(landing) && addresses.size() < MOST_FOLLOWED) {
                addresses.add(link.address());
            }
        }
        return addresses;
    }

    private static String lastPart(URI address) {
        String trimmed = withoutSlash(address);
        return WebAddress.decoded(trimmed.substring(trimmed.lastIndexOf('/') + 1));
    }

    private static String withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private Optional<Page> readIfPossible(URI address) {
        try {
            Optional<Page> page = pages.page(address);
            if (page.isEmpty()) {
                absent.add(address);
            }
            return page;
        } catch (IOException e) {
            unreadable.add(new UnreadablePage(address, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void listAddresses() {
        Links files = publication.files();
        URI landing = mirror.landingPage(publication);
        files.links().forEach((address, label) -> {
            URI place = mirror.placeOf(address, publication);
            String name = WebAddress.fileName(address);
            links.add(new PageLink(place, name, name, List.of(), landing));
            PeriodParser.parse(label).ifPresent(period -> periodOfFile.put(place, period));
        });
    }
}
