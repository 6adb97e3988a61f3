package org.datawarp.producers.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvDialectTest {

    @Test
    void takesTheCommaWhereNothingSpeaksForAnother() {
        assertThat(delimiter("")).isEqualTo(',');
        assertThat(delimiter("Contents\nA note; and another, too\n")).isEqualTo(',');
        assertThat(delimiter("one column\n1\n2\n")).isEqualTo(',');
    }

    @Test
    void isNotMisledByTitlesAboveTheTable() {
        assertThat(delimiter("Waiting times, England; provisional\nPublished: 1 May\n\na|b|c\n1|2|3\n4|5|6\n7|8|9\n"))
                .isEqualTo('|');
    }

    @Test
    void isNotMisledByDecimalCommas() {
        assertThat(delimiter("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n")).isEqualTo(';');
    }

    @Test
    void isNotMisledByAnotherDelimiterWithinTexts() {
        assertThat(delimiter("org,roles\nRRK,a;b\nR1H,c;d\nRAS,e;f\n")).isEqualTo(',');
        assertThat(delimiter("\"a;b\",\"c;d\"\n\"e;f;g\",\"h\"\n")).isEqualTo(',');
    }

    @Test
    void believesTheHintThatExcelUnderstands() {
        assertThat(delimiter("sep=|\na,b|c,d\ne,f|g,h\n")).isEqualTo('|');
    }

    @Test
    void seesSpacesBeforeQuotesOfTheChosenDelimiterOnly() {
        assertThat(CsvDialect.of("a, \"b\"\n1,2\n", true).spacedQuotes()).isTrue();
        assertThat(CsvDialect.of("a,b; \"c\"\nd,e\n", true).spacedQuotes()).isFalse();
        assertThat(CsvDialect.of(" \"a\",b\nd,e\n", true).spacedQuotes()).isFalse();
    }

    private static char delimiter(String sample) {
        return CsvDialect.of(sample, true).delimiter();
    }
}
