package org.datawarp.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.datawarp.bench.process.ServerProcess;
import org.datawarp.bench.soak.ProcFigures.Memory;

/** Observes DataWarp from outside. Used by one thread, which closes it. */
final class Sampler implements AutoCloseable {

    private final Path data;
    private final Path temporary;
    private final CollectorLog collector;
    private final ServerProcess server;
    private final DatabaseFigures database;
    private double cpuBefore;
    private double secondsBefore;
    private long collectionsBefore;

    /**
     * @param data DataWarp's data directory
     * @param temporary the folder of its Java's temporary files
     */
    Sampler(Path data, Path temporary, CollectorLog collector) {
        this.data = data;
        this.temporary = temporary;
        this.collector = collector;
        this.server = new ServerProcess(data);
        this.database = new DatabaseFigures(data);
    }

    /** How many attempts at releases have a decision by now; 0 while this is not known. */
    long settled() throws IOException {
        return database.look().map(DatabaseFigures.Look::settled).orElse(0L);
    }

    /** Seconds of processor time of all of DataWarp. */
    double cpuSeconds(ProcessHandle java) throws IOException {
        double seconds = cpuOfAll(java);
        Optional<ProcessHandle> postgres = server.server();
        boolean apart = postgres.isPresent() && java.descendants().noneMatch(child -> child.equals(postgres.get()));
        return apart ? seconds + cpuOfAll(postgres.get()) : seconds;
    }

    private static double cpuOfAll(ProcessHandle process) {
        return ProcFigures.cpuSeconds(process.pid())
                + process.descendants()
                        .mapToDouble(child -> ProcFigures.cpuSeconds(child.pid()))
                        .sum();
    }

    /** @param seconds since DataWarp began to work */
    Sample look(ProcessHandle java, double seconds) throws IOException {
        Map<Gauge, Double> gauges = new EnumMap<>(Gauge.class);
        processes(java, gauges);
        files(gauges);
        Optional<DatabaseFigures.Look> told = database.look();
        told.ifPresent(look -> {
            gauges.put(Gauge.WAL, (double) look.walBytes());
            gauges.put(Gauge.WAL_RETAINED, (double) look.retainedBytes());
            gauges.put(Gauge.DATABASE, (double) look.bytes());
        });
        Map<String, Long> topics = KafkaFigures.bytesByTopic(data.resolve("kafka/log"));
        gauges.put(Gauge.KAFKA_INTERNAL, (double) sum(topics, true));
        gauges.put(Gauge.KAFKA_DATA, (double) sum(topics, false));
        double cpu = cpuSeconds(java);
        double cores = cpuBefore == 0 ? 0 : (cpu - cpuBefore) / (seconds - secondsBefore);
        cpuBefore = cpu;
        secondsBefore = seconds;
        return new Sample(
                seconds,
                cores,
                told.map(DatabaseFigures.Look::releases).orElse(0L),
                told.map(DatabaseFigures.Look::rows).orElse(0L),
                told.map(DatabaseFigures.Look::problems).orElse(0L),
                gauges,
                topics);
    }

    private static long sum(Map<String, Long> topics, boolean internal) {
        return topics.entrySet().stream()
                .filter(topic -> KafkaFigures.isInternal(topic.getKey()) == internal)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void processes(ProcessHandle java, Map<Gauge, Double> gauges) throws IOException {
        Memory own = ProcFigures.memory(java.pid());
        List<ProcessHandle> servers = new ArrayList<>();
        server.server().ifPresent(postmaster -> {
            servers.add(postmaster);
            postmaster.descendants().forEach(servers::add);
        });
        List<Memory> postgres = memories(servers);
        List<Memory> readers = memories(
                java.descendants().filter(child -> !servers.contains(child)).toList());
        long privately = postgres.stream().mapToLong(Memory::ownBytes).sum();
        // Buffers and the program are shared: they count once, for the process that has touched most of them.
        long shared = postgres.stream().mapToLong(Memory::sharedBytes).max().orElse(0)
                + postgres.stream().mapToLong(Memory::fileBytes).max().orElse(0);
        long reading = readers.stream().mapToLong(Memory::bytes).sum();
        gauges.put(Gauge.JVM_MEMORY, (double) own.bytes());
        gauges.put(Gauge.JVM_OWN, (double) own.ownBytes());
        gauges.put(Gauge.JVM_FILES, (double) own.fileBytes() + own.sharedBytes());
        gauges.put(Gauge.POSTGRES_MEMORY, (double) privately + shared);
        gauges.put(Gauge.POSTGRES_OWN, (double) privately);
        gauges.put(Gauge.POSTGRES_PROCESSES, (double) postgres.size());
        gauges.put(Gauge.READER_MEMORY, (double) reading);
        gauges.put(Gauge.MEMORY, (double) own.bytes() + privately + shared + reading);
        gauges.put(Gauge.THREADS, (double) own.threads());
        List<String> descriptors = ProcFigures.descriptors(java.pid());
        String log = data.resolve("kafka/log").toString();
        gauges.put(Gauge.DESCRIPTORS, (double) descriptors.size());
        gauges.put(Gauge.DESCRIPTORS_OTHER, (double)
                descriptors.stream().filter(target -> !target.startsWith(log)).count());
    }

    private static List<Memory> memories(List<ProcessHandle> processes) {
        return processes.stream()
                .map(process -> ProcFigures.memory(process.pid()))
                .toList();
    }

    private void files(Map<Gauge, Double> gauges) throws IOException {
        FolderFigures passing = FolderFigures.of(temporary)
                .and(FolderFigures.of(data.resolve("work")))
                .and(FolderFigures.of(data.resolve("archive/arriving")));
        gauges.put(Gauge.TEMPORARY_BYTES, (double) passing.bytes());
        gauges.put(Gauge.TEMPORARY_FILES, (double) passing.files());
        gauges.put(
                Gauge.STATE, (double) FolderFigures.of(data.resolve("streams")).bytes());
        gauges.put(
                Gauge.BUCKET, (double) FolderFigures.of(data.resolve("objects")).bytes());
        gauges.put(Gauge.DISK, (double) FolderFigures.of(data).bytes());
        collected().ifPresent(live -> gauges.put(Gauge.LIVE_HEAP, (double) live));
    }

    /** Returns a value once for each full collection: an older value says nothing about now. */
    private OptionalLong collected() throws IOException {
        CollectorLog.Collections full = collector.full();
        boolean isNew = full.count() > collectionsBefore;
        collectionsBefore = full.count();
        return isNew ? OptionalLong.of(full.liveBytes()) : OptionalLong.empty();
    }

    @Override
    public void close() {
        database.close();
    }
}
