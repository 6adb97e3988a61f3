package org.datawarp.schemas.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramVersionTest {

    @Test
    void isThatOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(pom).containsPattern("<version>\\Q" + ProgramVersion.DATAWARP + "\\E(-SNAPSHOT)?</version>");
    }
}
