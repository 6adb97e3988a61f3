package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.datawarp.author.inspect.FileInspector;
import org.datawarp.author.inspect.InspectedFile;
import org.datawarp.producers.isolate.IsolatedReader;
import org.datawarp.producers.isolate.IsolationLimits;
import org.datawarp.producers.read.ReadLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every real file is read to its end, or is reported as no data. */
@Tag("slow")
class EveryRealFileTest {

    @TempDir
    private Path work;

    @Test
    void readsEveryFileOrSaysWhyNot() throws IOException {
        List<String> unread = new ArrayList<>();
        int files = 0;
        try (IsolatedReader reader = new IsolatedReader(work, IsolationLimits.DEFAULT)) {
            FileInspector inspector = new FileInspector(reader, ReadLimits.DEFAULT, 0);
            for (Path file : data()) {
                InspectedFile inspected = inspector.inspect(file);
                inspected.rejected().ifPresent(refusal -> unread.add(file.getFileName() + ": " + refusal.reason()));
                if (inspected.rejected().isEmpty()) {
                    assertThat(inspected.sheets()).as(file.toString()).isNotEmpty();
                }
                files++;
            }
        }
        assertThat(files).isPositive();
        assertThat(unread).isEmpty();
    }

    private static List<Path> data() throws IOException {
        try (Stream<Path> all = Files.walk(RealData.folder())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .matches(".*\\.(csv|gz|xls|xlsx|xlsm|xlsb|ods|zip)"))
                    .sorted()
                    .toList();
        }
    }
}
