package org.datawarp.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.datawarp.operate.doctor.Doctor;
import org.datawarp.operate.doctor.Finding;
import org.datawarp.operate.doctor.FindingPage;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the installation. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Check the installation, and say what to fix.",
        description = "Checks this machine, Kafka, PostgreSQL, the object store and the pending work, and says how"
                + " to fix each problem. Tries the rights on the store with one small object, and changes nothing"
                + " else.",
        exitCodeList = {"0:no problem was found", "1:a problem was found"},
        footer = {"  ./datawarp doctor", "  ./datawarp doctor --deep", "  ./datawarp doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private SettingsOptions options;

    @Option(names = "--json", description = "Print each check as one line of JSON, for programs.")
    private boolean json;

    @Option(names = "--deep", description = "Also read every published object, and compare it with its digest.")
    private boolean deep;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        Settings settings = options.read();
        Optional<Endpoints> endpoints = Endpoints.elsewhere(settings).or(() -> Endpoints.remembered(settings));
        Doctor doctor = new Doctor(settings, endpoints, InstantSource.system(), System.getenv());
        List<Finding> findings = new ArrayList<>(doctor.look());
        if (deep) {
            findings.add(doctor.lookAtObjects());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            for (Finding finding : findings) {
                out.println(line(finding));
            }
        } else {
            out.print(FindingPage.text(findings));
        }
        out.flush();
        boolean any = findings.stream().anyMatch(finding -> finding.state() == Finding.State.PROBLEM);
        return any ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private static String line(Finding finding) throws JsonProcessingException {
        ObjectNode node = JSON.createObjectNode();
        node.put("check", finding.check());
        node.put("state", finding.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.put("found", finding.found());
        node.put("expected", finding.expected());
        node.put("advice", finding.advice());
        return JSON.writeValueAsString(node);
    }
}
