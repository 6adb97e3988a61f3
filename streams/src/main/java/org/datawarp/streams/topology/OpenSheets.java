package org.datawarp.streams.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.apply.OpenSheet;
import org.datawarp.streams.apply.RowOrigin;
import org.datawarp.streams.layout.LayoutFinder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases and sheets that are open in one partition. All of it can be rebuilt from the store at any time, as
 * happens after a restart. Owned by one thread.
 */
final class OpenSheets {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSheets.class);

    private final SheetStore store;
    private final Function<ReleaseOpened, Optional<Manifest>> manifests;
    private final RowCodec codec;
    private final Map<String, OpenRelease> releases = new HashMap<>();
    private final Map<String, OpenSheet> sheets = new HashMap<>();

    /** @param finder null when the release's manifest is unknown */
    private record OpenRelease(
            ReleaseOpened opened, @Nullable LayoutFinder finder) {}

    /** @param manifests gives the manifest of a release, and may wait for it */
    OpenSheets(SheetStore store, Function<ReleaseOpened, Optional<Manifest>> manifests, RowCodec codec) {
        this.store = store;
        this.manifests = manifests;
        this.codec = codec;
    }

    /** Opens a release, and forgets earlier attempts at it: their producers are gone. */
    void open(ReleaseOpened release, byte[] message) {
        for (byte[] other : store.releases()) {
            ReleaseOpened earlier = (ReleaseOpened) codec.decodeRaw(other);
            if (earlier.publication().equals(release.publication())
                    && earlier.release().equals(release.release())) {
                forget(earlier.run());
            }
        }
        store.putRelease(release.run(), message);
        releases.put(release.run(), open(release));
    }

    private OpenRelease open(ReleaseOpened release) {
        if (store.isManifestUnknown(release.run())) {
            return new OpenRelease(release, null);
        }
        Optional<Manifest> manifest = manifests.apply(release);
        if (manifest.isEmpty()) {
            store.putManifestUnknown(release.run());
        }
        return new OpenRelease(
                release,
                manifest.map(found -> new LayoutFinder(found, release.period().end()))
                        .orElse(null));
    }

    /** Ends a run of a release. */
    void forget(String run) {
        store.deleteRun(run);
        releases.remove(run);
        sheets.keySet().removeIf(sheet -> sheet.startsWith(run + "/"));
    }

    /** Opens a sheet. A sheet whose release is not open is ignored, so that no dataset claims its rows. */
    void open(SheetOpened opened, byte[] message) {
        OpenRelease release = release(opened.run());
        if (release == null) {
            LOG.atWarn()
                    .addKeyValue("file", opened.fileName())
                    .addKeyValue("sheet", opened.name())
                    .log("Cannot apply a manifest: the sheet's release was not opened before it");
            return;
        }
        store.putSheet(opened.sheet(), message);
        sheets.put(opened.sheet(), open(opened, release));
    }

    private static OpenSheet open(SheetOpened opened, OpenRelease release) {
        return new OpenSheet(new RowOrigin(release.opened(), opened), release.finder());
    }

    private @Nullable OpenRelease release(String run) {
        OpenRelease live = releases.get(run);
        byte[] message = live == null ? store.release(run) : null;
        if (message != null) {
            live = open((ReleaseOpened) codec.decodeRaw(message));
            releases.put(run, live);
        }
        return live;
    }

    /** @return null when no such sheet is open */
    @Nullable
    OpenSheet find(String sheet) {
        OpenSheet live = sheets.get(sheet);
        byte[] message = live == null ? store.sheet(sheet) : null;
        if (message != null) {
            live = restore((SheetOpened) codec.decodeRaw(message));
        }
        return live;
    }

    private @Nullable OpenSheet restore(SheetOpened opened) {
        OpenRelease release = release(opened.run());
        if (release == null) {
            return null;
        }
        OpenSheet sheet = open(opened, release);
        for (byte[] message : store.rows(opened.sheet())) {
            sheet.hold((SheetRow) codec.decodeRaw(message), RowCodec.checksum(message));
        }
        if (sheet.isReady()) {
            sheet.decide();
        }
        byte[] labels = store.labels(opened.sheet());
        if (labels != null) {
            sheet.resume(((SheetRow) codec.decodeRaw(labels)).cells());
        }
        sheets.put(opened.sheet(), sheet);
        return sheet;
    }

    /** Holds a row back until the sheet's layout is known. */
    void hold(OpenSheet sheet, SheetRow row, byte[] message) {
        store.putRow(sheet.opened().sheet(), sheet.held(), message);
        sheet.hold(row, RowCodec.checksum(message));
    }

    /** Stores what the sheet must remember of the rows applied so far. */
    void keepLabels(OpenSheet sheet) {
        SheetRow labels = sheet.labelsToStore();
        if (labels != null) {
            store.putLabels(sheet.opened().sheet(), codec.encode(labels));
        }
    }

    void close(String sheet) {
        store.deleteSheet(sheet);
        sheets.remove(sheet);
    }
}
