package org.datawarp.sinks.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.datawarp.sinks.parquet.FoldLimits;

/**
 * The settings of a sink.
 *
 * @param kafka base properties of every client: {@code bootstrap.servers} and security
 * @param work a folder in which the sink makes its own folder, for parts that are not uploaded yet
 * @param commitInterval the least time between two catalogue versions
 * @param limits how large parts get
 * @param singleFileBytes datasets up to this size are also published as one file, if their manifest asks for it
 */
public record SinkSettings(
        Map<String, Object> kafka, Path work, Duration commitInterval, FoldLimits limits, long singleFileBytes) {

    /** R2 takes about one write a second to one key. */
    public static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    public static final long SINGLE_FILE_BYTES = 64L << 20;

    public SinkSettings {
        kafka = Map.copyOf(kafka);
    }

    /** With the defaults. */
    public static SinkSettings of(Map<String, Object> kafka, Path work) {
        return new SinkSettings(kafka, work, COMMIT_INTERVAL, FoldLimits.DEFAULT, SINGLE_FILE_BYTES);
    }

    SinkSettings withWork(Path folder) {
        return new SinkSettings(kafka, folder, commitInterval, limits, singleFileBytes);
    }
}
