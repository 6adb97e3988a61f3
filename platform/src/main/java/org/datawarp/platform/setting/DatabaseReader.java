package org.datawarp.platform.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.platform.setting.Settings.Database;
import org.jspecify.annotations.Nullable;

/** Reads the settings of an outside PostgreSQL. */
final class DatabaseReader {

    private static final List<String> MODES = List.of("disable", "prefer", "require", "verify-ca", "verify-full");

    private final SettingValues values;

    DatabaseReader(SettingValues values) {
        this.values = values;
    }

    /** @return null when no PostgreSQL is named */
    @Nullable
    Database read() {
        String host = values.value(Setting.POSTGRES_HOST);
        if (host.isEmpty()) {
            return null;
        }
        return new Database(
                host,
                values.number(Setting.POSTGRES_PORT, 1, SettingValues.HIGHEST_PORT),
                values.value(Setting.POSTGRES_DB),
                values.value(Setting.POSTGRES_USER),
                values.value(Setting.POSTGRES_PASSWORD),
                tls());
    }

    private Map<String, String> tls() {
        Map<String, String> tls = new LinkedHashMap<>();
        values.file(Setting.POSTGRES_CA_FILE).ifPresent(file -> tls.put("sslrootcert", file));
        String given = values.oneOf(Setting.POSTGRES_SSLMODE, MODES);
        String mode = given.isEmpty() && tls.containsKey("sslrootcert") ? "verify-full" : given;
        if (mode.startsWith("verify") && !tls.containsKey("sslrootcert")) {
            values.problem(Setting.POSTGRES_CA_FILE, "", "a file, since POSTGRES_SSLMODE is " + mode);
        }
        if (!mode.isEmpty()) {
            tls.put("sslmode", mode);
        }
        values.file(Setting.POSTGRES_CERTIFICATE_FILE).ifPresent(file -> tls.put("sslcert", file));
        values.file(Setting.POSTGRES_KEY_FILE).ifPresent(file -> tls.put("sslkey", file));
        if (tls.containsKey("sslcert") != tls.containsKey("sslkey")) {
            values.problem(
                    tls.containsKey("sslcert") ? Setting.POSTGRES_KEY_FILE : Setting.POSTGRES_CERTIFICATE_FILE,
                    "",
                    "a file: a certificate needs its key");
        }
        return tls;
    }
}
