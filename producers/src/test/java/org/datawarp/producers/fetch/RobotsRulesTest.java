package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9309. */
class RobotsRulesTest {

    private static boolean allows(String text, String target) {
        return RobotsRules.parse(text, "DataWarp").allow(target);
    }

    /** The groups before the bar, written with semicolons for line ends. */
    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    user-agent: *; disallow: /a                                | /a/b.csv | false
                    user-agent: *; disallow: /a                                | /b       | true
                    user-agent: *; disallow: /A                                | /a       | true
                    USER-AGENT: * ; DISALLOW : /a # all of it                  | /a       | false
                    user-agent: *; disallow:                                   | /a       | true
                    user-agent: *; disallow: /; allow: /a                      | /a/b     | true
                    user-agent: *; disallow: /; allow: /a                      | /b       | false
                    user-agent: *; allow: /a; disallow: /a                     | /a       | true
                    user-agent: *; disallow: /*.csv$                           | /a/b.csv | false
                    user-agent: *; disallow: /*.csv$                           | /b.csv?1 | true
                    user-agent: *; disallow: /a*b*c                            | /axxbyyc | false
                    user-agent: *; disallow: /*?                               | /a?b=c   | false
                    user-agent: *; disallow: /a$b                              | /a$b     | false
                    user-agent: *; disallow: /%61                              | /a       | false
                    user-agent: *; disallow: /é                                | /%c3%a9  | false
                    user-agent: *; disallow: /a%2Fb                            | /a/b     | true
                    user-agent: DataWarp; disallow: /a; user-agent: *; disallow: /  | /b  | true
                    user-agent: datawarp/0.1; disallow: /a                     | /a       | false
                    user-agent: DataWarpX; disallow: /                         | /a       | true
                    user-agent: other; user-agent: datawarp; disallow: /a      | /a       | false
                    user-agent: datawarp; disallow: /a; user-agent: x; disallow: /; user-agent: datawarp; disallow: /b | /b | false
                    user-agent: *; crawl-delay: 9; disallow: /a                | /a       | false
                    user-agent: *; sitemap: https://x.example/s; disallow: /a  | /a       | false
                    disallow: /a                                               | /a       | true
                    <html>not found</html>                                     | /a       | true
                    """)
    void readsGroups(String groups, String target, boolean allowed) {
        assertThat(allows(groups.replaceAll("; ?", "\n"), target)).isEqualTo(allowed);
    }

    @Test
    void allowsAllWhereThereAreNoRules() {
        assertThat(RobotsRules.ALLOW_ALL.allow("/a")).isTrue();
        assertThat(allows("user-agent: *\ndisallow: /", "")).isFalse();
    }
}
