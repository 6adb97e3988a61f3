package org.datawarp.platform.setting;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.platform.setting.Settings.Worker;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the Worker on this machine. */
final class WorkerReader {

    /** A numeric address, so that no name is ever resolved, and the length of a block's prefix. */
    private static final Pattern BLOCK = Pattern.compile(
            "(?<address>\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?:/(?<bits>\\d{1,3}))?");

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final SettingValues values;
    private final Path home;

    /** @param home the folder of DataWarp, which has the Worker's sources */
    WorkerReader(SettingValues values, Path home) {
        this.values = values;
        this.home = home;
    }

    Worker read() {
        int port = values.given(Setting.DATAWARP_WORKER_PORT) == null
                ? 0
                : values.number(Setting.DATAWARP_WORKER_PORT, 1, SettingValues.HIGHEST_PORT);
        values.list(Setting.TRUSTED_PROXIES).stream()
                .filter(text -> !isBlock(text))
                .forEach(text -> values.problem(
                        Setting.TRUSTED_PROXIES,
                        text,
                        "addresses or blocks of them, comma separated, such as 10.0.0.7,172.16.0.0/12,fd00::/8"));
        return new Worker(
                home.resolve("worker").toAbsolutePath().normalize(),
                port,
                publicUrl(),
                values.list(Setting.TRUSTED_PROXIES));
    }

    private @Nullable URI publicUrl() {
        String text = values.value(Setting.PUBLIC_URL).strip();
        if (text.isEmpty()) {
            return null;
        }
        URI address = WebAddress.read(
                Setting.PUBLIC_URL, text, values, "readers need none", "https://data.example.org, without a path");
        if (!address.getPath().matches("/?")) {
            values.problem(Setting.PUBLIC_URL, text, "a URL without a path, such as https://data.example.org");
        }
        return address.resolve("/");
    }

    private static boolean isBlock(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.matches()) {
            return false;
        }
        try {
            String address = block.group("address");
            InetAddress.getByName(address);
            int most = address.contains(":") ? IPV6_BITS : IPV4_BITS;
            return block.group("bits") == null || Integer.parseInt(block.group("bits")) <= most;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
