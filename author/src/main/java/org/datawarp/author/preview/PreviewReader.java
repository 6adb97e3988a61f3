package org.datawarp.author.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.streams.apply.ManifestApplier;
import org.datawarp.streams.apply.Outcome;
import org.datawarp.streams.apply.RowOrigin;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.layout.SheetLayout;
import org.jspecify.annotations.Nullable;

/** Reads the files of one release through its manifest. Used by one thread, for one release. */
public final class PreviewReader {

    /** Enough to see what is wrong. */
    private static final int MOST_REJECTIONS = 20;

    private final SheetSource reader;
    private final LayoutFinder finder;
    private final ReleaseOpened release;
    private final Predicate<TypedRow> kept;
    private final PreviewWatch watch;

    private final Map<RowKind, Long> kinds = new EnumMap<>(RowKind.class);
    private final Map<DatasetName, List<TypedRow>> datasets = new TreeMap<>();
    private final Map<DatasetName, Long> counts = new TreeMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /**
     * Reads nothing yet.
     *
     * @param kept which rows are kept; all are counted
     * @param watch sees each of them
     */
    public PreviewReader(
            SheetSource reader,
            Manifest manifest,
            ReleaseOpened release,
            Predicate<TypedRow> kept,
            PreviewWatch watch) {
        this.reader = reader;
        this.finder = new LayoutFinder(manifest, release.period().end());
        this.release = release;
        this.kept = kept;
        this.watch = watch;
    }

    /** Reads one file of the release. */
    public void read(Path path, PublishedFile file, Members members) throws IOException {
        try {
            reader.read(path, file.name(), members, new Sheets(file));
        } catch (UnreadableFileException e) {
            unreadable.add(String.valueOf(e.getMessage()));
        }
    }

    /** What was read so far. */
    public ReleasePreview preview() {
        return new ReleasePreview(
                Map.copyOf(kinds), datasets, Map.copyOf(counts), List.copyOf(rejections), List.copyOf(unreadable));
    }

    /** Like the topology, holds back the first rows until they show the layout. */
    private final class Sheets implements SheetSink {

        private final PublishedFile file;
        private final List<SheetRow> held = new ArrayList<>();
        private @Nullable SheetOpened sheet;
        private @Nullable ManifestApplier applier;

        private Sheets(PublishedFile file) {
            this.file = file;
        }

        @Override
        public void opened(SheetHeader header) {
            held.clear();
            applier = null;
            sheet = new SheetOpened(
                    release.run(),
                    release.run() + "/0",
                    file.digest(),
                    file.name(),
                    header.member(),
                    header.name(),
                    header.number(),
                    header.hidden());
        }

        @Override
        public void row(SheetRow row) {
            if (applier != null) {
                take(row, applier);
                return;
            }
            held.add(row);
            if (held.size() >= LayoutFinder.LOOKAHEAD) {
                decide();
            }
        }

        private void decide() {
            SheetOpened opened = decidedSheet();
            SheetLayout layout = finder.find(opened, List.copyOf(held));
            ManifestApplier decided = new ManifestApplier(layout, new RowOrigin(release, opened));
            applier = decided;
            watch.sheet(opened, layout);
            decided.layoutRejections().forEach(this::keep);
            held.forEach(row -> take(row, decided));
            held.clear();
        }

        private void take(SheetRow row, ManifestApplier decided) {
            Outcome outcome = decided.apply(row);
            watch.row(decidedSheet(), row, outcome);
            kinds.merge(outcome.kind(), 1L, Long::sum);
            outcome.rejections().forEach(this::keep);
            if (outcome.kind() != RowKind.DATA) {
                return;
            }
            for (TypedRow typed : outcome.rows()) {
                counts.merge(typed.dataset(), 1L, Long::sum);
                if (kept.test(typed)) {
                    datasets.computeIfAbsent(typed.dataset(), name -> new ArrayList<>())
                            .add(typed);
                }
            }
        }

        private SheetOpened decidedSheet() {
            SheetOpened opened = sheet;
            if (opened == null) {
                throw new IllegalStateException("A row came before its sheet");
            }
            return opened;
        }

        private void keep(Rejection rejection) {
            if (rejections.size() < MOST_REJECTIONS) {
                rejections.add(rejection);
            }
        }

        @Override
        public void closed() {
            if (applier == null && sheet != null) {
                decide();
            }
        }

        @Override
        public void unreadable(String member, UnreadableFileException reason) {
            unreadable.add(String.valueOf(reason.getMessage()));
        }
    }
}
