package org.datawarp.sinks.change;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.datawarp.schemas.name.ProgramVersion;
import org.datawarp.schemas.retry.FailureKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one task of {@link CaptureConnector}. After a temporary failure, such as a restart of the database, it starts
 * again by itself, with all checks. The worker is notified only of failures that need a person.
 */
public final class CaptureTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureTask.class);

    private final UnderWay underWay = new UnderWay();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable CaptureSettings settings;
    private volatile @Nullable CaptureLife life;
    private int failures;

    /** For the worker. */
    public CaptureTask() {}

    @Override
    public String version() {
        return ProgramVersion.DATAWARP;
    }

    @Override
    public void start(Map<String, String> properties) {
        settings = ConnectorSettings.read(properties);
    }

    @Override
    @SuppressWarnings("NullAway") // In Connect, null means that there is nothing
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        CaptureLife current = life == null ? begin() : life;
        try {
            List<SourceRecord> records = current.poll();
            return records.isEmpty() ? null : records;
        } catch (RuntimeException e) {
            life = null;
            current.close();
            waitAfter(e, current);
            return null;
        }
    }

    private CaptureLife begin() {
        CaptureSettings given = settings;
        if (given == null) {
            throw new IllegalStateException("Cannot poll: the task is not started");
        }
        CaptureLife begun = new CaptureLife(given, context, underWay);
        life = begun;
        begun.start();
        return begun;
    }

    private void waitAfter(RuntimeException failure, CaptureLife ended) throws InterruptedException {
        failures = ended.lsn() == 0 ? failures + 1 : 1;
        FailureKind kind = CaptureFailures.kindOf(failure);
        if (!CaptureFailures.mayTryAgain(kind, failures)) {
            throw new ConnectException("%s; %s".formatted(failure.getMessage(), kind.advice()), failure);
        }
        Duration pause = CaptureFailures.BACKOFF.pauseAfter(failures);
        LOG.atWarn().setCause(failure).log("Change capture is interrupted and tries again; {}", kind.advice());
        stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The worker calls this for each record that is safe. */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata written) {
        underWay.acknowledge();
    }

    /** The worker calls this after it has stored positions. */
    @Override
    public void commit() throws InterruptedException {
        CaptureLife current = life;
        if (current != null) {
            current.confirm();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        CaptureLife current = life;
        if (current != null) {
            current.close();
        }
    }
}
