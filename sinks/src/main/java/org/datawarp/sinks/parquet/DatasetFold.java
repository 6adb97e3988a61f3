package org.datawarp.sinks.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.sinks.parquet.PendingChanges.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Folds the changes of whole transactions into a dataset's parts.
 *
 * <p>Rows of periods that no part holds yet stream into new parts, so a release takes no memory however large it is.
 * New rows of other periods join the last part that holds theirs, or stream if they are many. Changes of existing rows
 * wait in memory and rewrite only parts that hold such rows. The row before a change is found by its whole content,
 * because parts are a copy of the table: the manifest's keys do not matter.
 *
 * <p>Owned by one thread. Closing deletes all its files: the result must have been uploaded by then.
 */
public final class DatasetFold implements Closeable {

    private final FoldBase base;
    private final FoldLimits limits;
    private final PartFiles files;
    private final WorkingParts parts;
    private final PendingChanges pending = new PendingChanges();
    private final SharedTexts texts = new SharedTexts();
    private final ChangeCounter counter = new ChangeCounter();
    private final Set<PeriodKey> streaming = new HashSet<>();

    private @Nullable List<ChangeColumn> lastLayout;
    private @Nullable Rearrangement arrangement;
    private @Nullable PartColumns columns;
    private @Nullable RowHasher hasher;
    private @Nullable PartRoller roller;
    private boolean retyped;
    private long missing;

    /** @param work a folder for files, created if absent */
    public DatasetFold(FoldBase base, PartStore store, Path work, FoldLimits limits) throws IOException {
        this.base = base;
        this.limits = limits;
        this.files = new PartFiles(work, base.dataset().value());
        this.parts = new WorkingParts(base, store, files);
        if (!base.columns().isEmpty()) {
            use(PartColumns.of(base.columns()));
        }
    }

    /**
     * Adds a change; those of one row in the order in which they happened.
     *
     * @param key of the change's message: the row's identity
     * @param layout the columns of the change's rows
     */
    public void add(byte[] key, RowChange change, List<ChangeColumn> layout) throws IOException {
        Rearrangement arrange = arrangement(layout);
        RowId id = RowId.of(key);
        switch (change.operation()) {
            case INSERT -> insert(id, arrange.apply(row(change.after())));
            case UPDATE -> change(id, arrange.apply(row(change.before())), arrange.apply(row(change.after())));
            case DELETE -> change(id, arrange.apply(row(change.before())), null);
        }
        if (pending.inserts() > limits.mostInserts()) {
            streamInserts();
        }
        if (pending.size() > limits.mostPending()) {
            rewrite(Map.of());
        }
    }

    private static List<@Nullable Object> row(@Nullable List<@Nullable Object> row) {
        return Objects.requireNonNull(row, "A change lacks a row: the table needs REPLICA IDENTITY FULL");
    }

    private void insert(RowId id, List<@Nullable Object> row) throws IOException {
        PeriodKey period = columns().periodOf(row);
        counter.add(Operation.INSERT, period);
        if (pending.has(id) || (!streaming.contains(period) && parts.hold(period))) {
            pending.insert(id, period, texts.share(row));
        } else {
            streaming.add(period);
            stream(row);
        }
    }

    private void change(RowId id, List<@Nullable Object> before, @Nullable List<@Nullable Object> after) {
        RowDigest original = Objects.requireNonNull(hasher).digest(before);
        PeriodKey period = columns().periodOf(before);
        counter.add(after == null ? Operation.DELETE : Operation.UPDATE, period);
        pending.change(id, original, period, after == null ? null : texts.share(after));
    }

    private void stream(List<@Nullable Object> row) throws IOException {
        PartRoller to = roller;
        if (to == null) {
            to = new PartRoller(files, columns(), limits);
            roller = to;
        }
        if (to.write(row)) {
            to.takeFinished().forEach(parts::addFull);
        }
    }

    /** Ends the open part: nothing more is expected soon, and it takes memory. */
    public void rest() throws IOException {
        endStream();
    }

    private void endStream() throws IOException {
        if (roller != null) {
            roller.finish().forEach(parts::add);
            roller = null;
        }
    }

    /** New rows of existing periods have become many, so they stream into new parts, like those of a new period. */
    private void streamInserts() throws IOException {
        for (var period : pending.takeInserts().entrySet()) {
            streaming.add(period.getKey());
            streamAll(period.getValue());
        }
    }

    private void streamAll(List<List<@Nullable Object>> rows) throws IOException {
        for (List<@Nullable Object> row : rows) {
            stream(row);
        }
    }

    /**
     * Ends the fold. The result's files stay until {@link #close}.
     *
     * @param endLsn of the last transaction that was folded
     * @throws FoldException if a row that was changed is in no part
     */
    public FoldedDataset finish(long endLsn) throws IOException {
        Map<PeriodKey, List<List<@Nullable Object>>> inserts = pending.takeInserts();
        rewrite(inserts);
        if (missing > 0) {
            throw new FoldException(
                    ("Cannot fold the changes of %s: %d rows that were updated or deleted are in none of"
                                    + " its parts, expected each in one; to publish all rows again: ./datawarp rebuild --from changes")
                            .formatted(base.dataset(), missing));
        }
        new PartMerge(parts, columns(), files, limits).run();
        return parts.result(endLsn, columns(), counter.toList());
    }

    /** Rewrites the parts with changed rows. New rows go to the last part that holds their period. */
    private void rewrite(Map<PeriodKey, List<List<@Nullable Object>>> inserts) throws IOException {
        Map<PeriodKey, Map<RowDigest, Entry>> changes = pending.takeChanges(Objects.requireNonNull(hasher));
        Map<WorkingPart, List<List<@Nullable Object>>> additions = additions(inserts);
        endStream();
        PartRewrite rewrite = new PartRewrite(columns(), changes, limits.groupRows());
        Set<WorkingPart> concerned = concerned(changes, rewrite);
        concerned.addAll(additions.keySet());
        if (retyped) {
            concerned.addAll(parts.toList());
            retyped = false;
        }
        for (WorkingPart part : concerned) {
            rewrite(part, rewrite, additions.getOrDefault(part, List.of()));
        }
        missing += changes.values().stream().mapToLong(Map::size).sum();
    }

    private Map<WorkingPart, List<List<@Nullable Object>>> additions(
            Map<PeriodKey, List<List<@Nullable Object>>> inserts) throws IOException {
        Map<WorkingPart, List<List<@Nullable Object>>> additions = new LinkedHashMap<>();
        for (var period : inserts.entrySet()) {
            Optional<WorkingPart> last = parts.lastHolding(period.getKey());
            if (last.isPresent()) {
                additions.computeIfAbsent(last.get(), part -> new ArrayList<>()).addAll(period.getValue());
            } else {
                streamAll(period.getValue());
            }
        }
        return additions;
    }

    private Set<WorkingPart> concerned(Map<PeriodKey, Map<RowDigest, Entry>> changes, PartRewrite rewrite)
            throws IOException {
        Set<WorkingPart> concerned = new LinkedHashSet<>();
        Set<WorkingPart> possibly = new LinkedHashSet<>();
        for (PeriodKey period : changes.keySet()) {
            List<WorkingPart> holding = parts.holding(period);
            (holding.size() == 1 ? concerned : possibly).addAll(holding);
        }
        possibly.removeAll(concerned);
        for (WorkingPart part : possibly) {
            Path file = parts.open(part);
            if (rewrite.concerns(file)) {
                concerned.add(part);
            } else {
                parts.release(part);
            }
        }
        return concerned;
    }

    private void rewrite(WorkingPart part, PartRewrite rewrite, List<List<@Nullable Object>> additions)
            throws IOException {
        Path file = parts.open(part);
        try (PartAssembly to = new PartAssembly(files, columns(), limits.withRoom())) {
            rewrite.copy(file, to);
            for (List<@Nullable Object> row : additions) {
                to.write(row);
            }
            parts.replace(part, to.finish());
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private Rearrangement arrangement(List<ChangeColumn> layout) throws IOException {
        // Changes in a row come from one codec, and comparing lists for each takes longer than all the rest.
        if (layout != lastLayout || arrangement == null) {
            arrangement = newArrangement(layout);
            lastLayout = layout;
        }
        return arrangement;
    }

    private Rearrangement newArrangement(List<ChangeColumn> layout) throws IOException {
        PartColumns now = PartColumns.of(layout);
        PartColumns before = columns;
        if (before == null) {
            use(now);
        } else if (!before.and(now).equals(before)) {
            change(before, now);
        }
        return new Rearrangement(layout, columns());
    }

    /** A column was added or widened. Pending changes and the open part have the old columns. */
    private void change(PartColumns before, PartColumns now) throws IOException {
        if (before.differsInType(now)) {
            // Pending changes are found by their old types.
            rewrite(pending.takeInserts());
            retyped = true;
        }
        endStream();
        use(before.and(now));
        pending.rearrange(new Rearrangement(before.columns(), columns()));
    }

    private void use(PartColumns now) {
        columns = now;
        hasher = new RowHasher(now);
    }

    private PartColumns columns() {
        return Objects.requireNonNull(columns, "columns");
    }

    @Override
    public void close() throws IOException {
        if (roller != null) {
            roller.close();
        }
        files.close();
    }
}
