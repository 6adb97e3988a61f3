package org.datawarp.producers.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.datawarp.producers.Manifests;
import org.datawarp.schemas.manifest.Publication;
import org.junit.jupiter.api.Test;

class MirrorTest {

    private static final URI LANDING = URI.create("https://stats.example/series");
    private static final Publication VISITS = Manifests.manifest(
                    LANDING.toString(), "mode: discover\ninclude: ['*.csv']")
            .publication();

    @Test
    void isReadFromASetting() {
        assertThat(Mirror.of("live")).isEqualTo(Mirror.none());
        assertThat(Mirror.of("")).isEqualTo(Mirror.none());
        assertThat(Mirror.of("http://127.0.0.1:8080")).isEqualTo(new Mirror.Site(URI.create("http://127.0.0.1:8080/")));
        assertThat(Mirror.of("/data/mirror")).isEqualTo(new Mirror.Folder(Path.of("/data/mirror")));
    }

    @Test
    void leavesAddressesAsTheyAreWhenLive() {
        URI address = URI.create("https://stats.example/series/march-2025");

        assertThat(Mirror.none().landingPage(VISITS)).isEqualTo(LANDING);
        assertThat(Mirror.none().placeOf(address, VISITS)).isEqualTo(address);
    }

    @Test
    void putsPagesUnderTheLandingPageUnderItsOwn() {
        Mirror site = Mirror.of("http://127.0.0.1:8080/samples");

        assertThat(site.landingPage(VISITS)).isEqualTo(URI.create("http://127.0.0.1:8080/samples/visits/"));
        assertThat(site.placeOf(URI.create("https://stats.example/series/2025/march"), VISITS))
                .isEqualTo(URI.create("http://127.0.0.1:8080/samples/visits/2025/march"));
        assertThat(site.placeOf(URI.create("https://files.example/ab/a%20b.csv"), VISITS))
                .isEqualTo(URI.create("http://127.0.0.1:8080/samples/visits/a%20b.csv"));
    }

    @Test
    void looksForAFolderOfThePublicationsName() {
        assertThat(Mirror.of("/data/mirror").landingPage(VISITS)).isEqualTo(URI.create("file:///data/mirror/visits/"));
    }
}
