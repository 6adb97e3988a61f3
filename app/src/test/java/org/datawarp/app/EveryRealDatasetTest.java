package org.datawarp.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of {@code manifests/} whose publisher's own files are at hand gives what these files hold. */
@Tag("slow")
class EveryRealDatasetTest {

    @TempDir
    private Path data;

    static List<String> publications() {
        return BundledManifests.with("expected/real.json").stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publications")
    void givesWhatItsPublishersFilesHold(String publication) throws IOException {
        Settings settings = SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR,
                        data.toString(),
                        Setting.DATAWARP_SOURCE,
                        RealData.folder().toString()),
                Map.of(),
                BundledManifests.FOLDER.resolve(".."));

        EveryDatasetTest.verify(settings, publication, "real.json");
    }
}
