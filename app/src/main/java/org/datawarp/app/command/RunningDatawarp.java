package org.datawarp.app.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;

/** Finds the services of a DataWarp that runs in another process. */
final class RunningDatawarp {

    private static final int PATIENCE_MILLIS = 2_000;

    private RunningDatawarp() {}

    /** @throws UserException when none runs over the data directory and the settings do not name all services */
    static Endpoints endpoints(Settings settings) throws IOException {
        Endpoints endpoints = Endpoints.elsewhere(settings)
                .or(() -> Endpoints.remembered(settings))
                .orElseThrow(() -> notRunning(settings));
        Settings.Database database = endpoints.database();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(database.host(), database.port()), PATIENCE_MILLIS);
            return endpoints;
        } catch (IOException e) {
            throw notRunning(settings);
        }
    }

    private static UserException notRunning(Settings settings) {
        return new UserException(
                ExitCode.PROBLEM,
                "Cannot reach a running DataWarp over %s; start it in another terminal with: ./datawarp up"
                        .formatted(settings.dataDirectory()));
    }
}
