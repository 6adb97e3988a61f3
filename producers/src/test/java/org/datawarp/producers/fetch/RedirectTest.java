package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    private static final URI SECURE = URI.create("https://www.england.nhs.uk/a/b.csv");

    @Test
    void resolvesAgainstTheHop() throws FetchException {
        assertThat(Redirect.target(SECURE, SECURE, "../c d.csv"))
                .isEqualTo(URI.create("https://www.england.nhs.uk/c%20d.csv"));
    }

    @Test
    void goesFromHttpToHttps() throws FetchException {
        URI open = URI.create("http://www.england.nhs.uk/b.csv");

        assertThat(Redirect.target(open, open, "https://www.england.nhs.uk/b.csv"))
                .isEqualTo(URI.create("https://www.england.nhs.uk/b.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://www.england.nhs.uk/b.csv", "file:///etc/passwd", "", "ht tp://[", "javascript:1"})
    void refusesWhatIsWorseThanTheHop(String location) {
        assertThatThrownBy(() -> Redirect.target(SECURE, SECURE, location)).isInstanceOf(FetchException.class);
    }
}
