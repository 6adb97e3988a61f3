package org.datawarp.streams.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetIdTest {

    @Test
    void readsTheKeyOfASheet() {
        assertThat(SheetId.of("0123456789abcdef/12")).isEqualTo(new SheetId("0123456789abcdef", 12));
    }

    @Test
    void readsTheKeyOfARelease() {
        assertThat(SheetId.of("0123456789abcdef").isRelease()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0123", "0123456789abcdeg", "0123456789abcdef/", "0123456789abcdef/x", "x\"; DROP TABLE y"})
    void refusesWhatIsNeither(String key) {
        assertThatThrownBy(() -> SheetId.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
