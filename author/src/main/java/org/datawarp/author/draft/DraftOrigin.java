package org.datawarp.author.draft;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.Settings.SourceSetting;

/**
 * The origin of a draft: a page, a folder of files, or one file.
 *
 * @param name of the publication
 * @param landingPage the page; for files, an address that a person must correct
 * @param include globs of the files that are data, the better form first
 * @param mirror the folder under the source, if there is one; empty for a page
 * @param source from where the pages are read
 */
public record DraftOrigin(
        String name, String title, URI landingPage, List<String> include, String mirror, SourceSetting source) {

    /** When the same data comes in two forms, the plainer one is used. */
    private static final List<String> DATA =
            List.of("*.csv", "*.csv.gz", "*.xlsx", "*.xlsm", "*.xlsb", "*.ods", "*.xls", "*.zip");

    /** A page on the web. */
    public static DraftOrigin page(URI page, String name) {
        String own = name.isEmpty() ? DraftNames.publication(series(page)) : name;
        return new DraftOrigin(own, title(own), page, DATA, "", new SourceSetting(SourceSetting.Kind.LIVE, null, null));
    }

    /**
     * The last part of its address that is more than a period: a release's page may be below the page of its series.
     */
    private static String series(URI page) {
        String[] parts = page.getPath().split("/", -1);
        int last = parts.length - 1;
        while (last > 0 && PeriodWords.lasting(DraftNames.plain(parts[last])).isEmpty()) {
            last--;
        }
        return last < 0 ? "" : parts[last];
    }

    /** All files of a folder. */
    public static DraftOrigin folder(Path folder, String name) {
        return files(
                folder, name.isEmpty() ? DraftNames.publication(String.valueOf(folder.getFileName())) : name, DATA);
    }

    /** One file of a folder. */
    public static DraftOrigin file(Path file, String name) {
        String fileName = String.valueOf(file.getFileName());
        return files(
                file.resolveSibling(".").normalize(),
                name.isEmpty() ? DraftNames.publication(fileName) : name,
                List.of(fileName.replace("{", "?").replace("}", "?")));
    }

    private static DraftOrigin files(Path folder, String name, List<String> include) {
        return new DraftOrigin(
                name,
                title(name),
                URI.create("https://www.example.org/" + name + "/"),
                include,
                String.valueOf(folder.getFileName()),
                new SourceSetting(
                        SourceSetting.Kind.FOLDER,
                        null,
                        folder.resolveSibling(".").normalize()));
    }

    private static String title(String name) {
        String words = name.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The settings with which it is read: a person who names a page trusts its host. */
    Settings settings(Settings given) {
        List<String> trusted = new ArrayList<>(given.trustedHosts());
        if (source.kind() == SourceSetting.Kind.LIVE) {
            trusted.add(landingPage.getAuthority());
        }
        return new Settings(
                given.dataDirectory(),
                given.manifests(),
                source,
                given.polling(),
                given.partitions(),
                trusted,
                given.room(),
                given.budget(),
                given.worker(),
                given.kafka(),
                given.database(),
                given.store());
    }

    /** Whether it is a page on the web, rather than files. */
    public boolean isPage() {
        return mirror.isEmpty();
    }

    /** Whether it is a page of a private network: these are read only from trusted hosts. */
    public boolean isPrivate() {
        if (!isPage()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(landingPage.getHost());
            return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
