package org.datawarp.bench.chaos;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datawarp.bench.chaos.FinalComparison.Difference;

/**
 * The result of a run.
 *
 * @param kills how many, by what was killed
 * @param looks how many answers each source gave during the kills
 * @param starts how long each completed start took
 * @param takeOvers how long others took to take over the work of a killed instance
 * @param differences from what was published, by place
 * @param problems empty when every guarantee was kept
 */
record ChaosReport(
        ChaosPlan plan,
        Map<String, Integer> kills,
        Duration took,
        Map<String, Integer> looks,
        List<Duration> starts,
        List<Duration> takeOvers,
        Map<String, Difference> differences,
        List<String> problems) {

    void print(PrintWriter out) {
        out.printf(
                "%n%d kills in %d:%02d min (seed %d): %s%n",
                kills.values().stream().mapToInt(Integer::intValue).sum(),
                took.toMinutes(),
                took.toSecondsPart(),
                plan.seed(),
                counted(kills));
        out.printf(
                "%d releases, %d corrections, %d more once all was loaded; answers while killing: %s%n",
                plan.releases(), plan.corrections(), plan.lateCorrections(), counted(looks));
        printTimes(out, "starts to their end", starts);
        printTimes(out, "instances whose work others took over", takeOvers);
        differences.forEach((place, difference) -> out.printf("%s, %s%n", place, difference));
        problems.forEach(problem -> out.println("BROKEN: " + problem));
        out.println(
                problems.isEmpty() ? "Every promise was kept." : "%d promises were broken.".formatted(problems.size()));
        out.flush();
    }

    private static void printTimes(PrintWriter out, String what, List<Duration> times) {
        if (!times.isEmpty()) {
            List<Duration> sorted = times.stream().sorted().toList();
            out.printf(
                    "%d %s, half of them within %.1f s, the longest %.1f s%n",
                    times.size(), what, seconds(sorted.get(sorted.size() / 2)), seconds(sorted.get(sorted.size() - 1)));
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static String counted(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
