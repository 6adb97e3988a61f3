package org.datawarp.bench.chaos;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.SettingsReader;

/**
 * PostgreSQL, the object store and, unless it runs elsewhere, Kafka, without any role, until the process is stopped.
 */
public final class ServicesMain {

    static final String READY = "SERVICES-READY";

    private ServicesMain() {}

    /** @param arguments the data directory; and the address of Kafka, when it runs elsewhere */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
        Map<String, String> environment =
                arguments.length > 1 ? Map.of(Setting.KAFKA_BOOTSTRAP_SERVERS.name(), arguments[1]) : Map.of();
        // Beside the data, because the working directory may be any folder.
        Path manifests = Path.of(arguments[0]).resolveSibling("manifests");
        Map<Setting, String> given =
                Map.of(Setting.DATAWARP_DATA_DIR, arguments[0], Setting.DATAWARP_MANIFESTS, manifests.toString());
        try (Services services = Services.start(SettingsReader.read(given, environment, Path.of(".")))) {
            out.println(READY + " " + services.endpoints().bootstrapServers());
            stopped.await();
        }
    }
}
