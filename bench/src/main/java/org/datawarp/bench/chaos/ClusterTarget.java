package org.datawarp.bench.chaos;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.datawarp.bench.process.ChildProcess;
import org.datawarp.bench.process.ServerProcess;
import org.datawarp.operate.service.Role;
import org.datawarp.platform.setting.Setting;

/**
 * Three brokers, three instances of apply and one of every other role, each in its own process. Brokers and instances
 * of apply are killed in turn, other roles now and then.
 *
 * <p>A broker is killed only when the last killed one has all its replicas again: three copies, of which two must
 * agree, survive the loss of one. A killed instance of apply stays down until the others have taken over its work.
 */
final class ClusterTarget implements Target {

    private static final int INSTANCES = 3;

    /** Partitions of each raw topic: one for each instance. */
    private static final int PARTITIONS = INSTANCES;

    /** Threads of each instance; all instances share the processors of this machine. */
    private static final int THREADS = Math.min(PARTITIONS, Runtime.getRuntime().availableProcessors());

    /**
     * After this, no instance will. The guarantee is one minute, but on a machine that is not busy with ten processes.
     */
    private static final Duration TAKE_OVER_PATIENCE = Duration.ofMinutes(3);

    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final RoleProcesses processes;
    private final ServerProcess server;
    private final List<ChildProcess> brokers = new ArrayList<>();
    private final ChildProcess services;
    private final List<ChildProcess> instances = new ArrayList<>();
    private final List<ChildProcess> others = new ArrayList<>();
    private final ClusterWatch watch;
    private final Map<ChildProcess, Long> killed = new LinkedHashMap<>();
    private final List<Duration> takeOvers = new ArrayList<>();
    private long lookedNanos = System.nanoTime();
    private int turn;

    ClusterTarget(Path work) throws IOException {
        this.processes = new RoleProcesses(work);
        this.server = new ServerProcess(work.resolve("data"));
        List<Integer> ports = freePorts(2 * BrokerMain.REPLICAS);
        for (int node = 0; node < BrokerMain.REPLICAS; node++) {
            String name = "broker-" + (node + 1);
            brokers.add(new ChildProcess(
                    name,
                    work.resolve("logs"),
                    ChildProcess.SMALL,
                    BrokerMain.line(node, work.resolve(name), ports),
                    Map.of(),
                    BrokerMain.READY));
        }
        this.services = processes.services(BrokerMain.bootstrapServers(ports));
        this.watch = new ClusterWatch(BrokerMain.bootstrapServers(ports));
    }

    /** Below the range of outgoing connections: a killed broker must get its own port back. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                ports.add(free.getLocalPort());
            } catch (BindException e) {
                // In use: another one is tried.
            }
        }
        return ports;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        for (ChildProcess broker : brokers) {
            broker.start();
        }
        services.start();
        Map<String, String> environment = new HashMap<>(processes.environment());
        environment.put(Setting.DATAWARP_PARTITIONS.name(), Integer.toString(PARTITIONS));
        environment.put(Setting.KAFKA_REPLICATION.name(), Integer.toString(BrokerMain.REPLICAS));
        for (Role role : List.of(Role.FETCH, Role.CAPTURE, Role.SINK)) {
            others.add(processes.role(role, role.name().toLowerCase(Locale.ROOT), environment));
        }
        for (int instance = 1; instance <= INSTANCES; instance++) {
            instances.add(processes.role(Role.APPLY, "apply-" + instance, environment));
        }
        for (ChildProcess role :
                Stream.concat(others.stream(), instances.stream()).toList()) {
            role.start();
        }
        awaitWork();
    }

    /** No work can be taken over from an instance that has not started yet. */
    private void awaitWork() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (!watch.isShared(INSTANCES, THREADS)) {
            if (System.nanoTime() - begun > START_PATIENCE.toNanos()) {
                throw new IOException("The instances of apply did not start within " + START_PATIENCE);
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    @Override
    public String kill(Random random) throws IOException {
        turn++;
        if (turn % 5 == 0) {
            return killOther(random);
        }
        if (turn % 2 == 0 && areReady(brokers) && watch.isInSync()) {
            ChildProcess broker = brokers.get(random.nextInt(brokers.size()));
            broker.kill();
            return "a broker";
        }
        List<ChildProcess> alive =
                instances.stream().filter(one -> !killed.containsKey(one)).toList();
        if (alive.size() < 2) {
            return killOther(random);
        }
        ChildProcess victim = alive.get(random.nextInt(alive.size()));
        victim.kill();
        killed.put(victim, System.nanoTime());
        return "an instance of apply";
    }

    private String killOther(Random random) throws IOException {
        int chance = random.nextInt(others.size() + 2);
        if (chance == others.size() && server.kill()) {
            return "PostgreSQL";
        }
        ChildProcess victim = chance < others.size() ? others.get(chance) : services;
        victim.kill();
        return victim == services ? "the store" : victim.name();
    }

    @Override
    public List<String> revive() throws IOException {
        List<String> ended = new ArrayList<>();
        noteTakeOvers(ended);
        for (ChildProcess process : all()) {
            if (!killed.containsKey(process)) {
                process.revive().ifPresent(ended::add);
            }
        }
        return ended;
    }

    private void noteTakeOvers(List<String> ended) {
        if (killed.isEmpty() || System.nanoTime() - lookedNanos < LOOK_AGAIN.toNanos()) {
            return;
        }
        boolean isShared = watch.isShared(INSTANCES - killed.size(), THREADS);
        lookedNanos = System.nanoTime();
        killed.entrySet().removeIf(victim -> {
            Duration since = Duration.ofNanos(lookedNanos - victim.getValue());
            boolean isLate = since.compareTo(TAKE_OVER_PATIENCE) > 0;
            if (isShared) {
                takeOvers.add(since);
            } else if (isLate) {
                ended.add("no instance took over the work of %s within %s"
                        .formatted(victim.getKey().name(), TAKE_OVER_PATIENCE));
            }
            return isShared || isLate;
        });
    }

    private static boolean areReady(List<ChildProcess> processes) throws IOException {
        for (ChildProcess process : processes) {
            if (!process.isReady()) {
                return false;
            }
        }
        return true;
    }

    private List<ChildProcess> all() {
        return Stream.of(brokers, List.of(services), others, instances)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Duration> starts() {
        return all().stream().flatMap(process -> process.starts().stream()).toList();
    }

    @Override
    public List<Duration> takeOvers() {
        return List.copyOf(takeOvers);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        watch.close();
        for (ChildProcess role :
                Stream.concat(others.stream(), instances.stream()).toList()) {
            role.close();
        }
        services.close();
        for (ChildProcess broker : brokers) {
            broker.kill();
        }
        server.killAll();
    }
}
