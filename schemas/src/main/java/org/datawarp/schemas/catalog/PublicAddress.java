package org.datawarp.schemas.catalog;

import java.util.List;
import java.util.regex.Pattern;
import org.datawarp.schemas.row.PublishedFile;

/**
 * A source in the form that readers may see: a web address unchanged; for a local file or folder, only its name. The
 * published records call it themselves, so that nothing else has to.
 */
public final class PublicAddress {

    private static final Pattern ON_THE_WEB = Pattern.compile("(?i)https?://");
    private static final Pattern FOLDERS_ABOVE = Pattern.compile("^.*[/\\\\](?=[^/\\\\]+[/\\\\]*$)", Pattern.DOTALL);

    private PublicAddress() {}

    /** @param address an address that has already been converted stays unchanged */
    public static String of(String address) {
        if (ON_THE_WEB.matcher(address).lookingAt()) {
            return address;
        }
        return FOLDERS_ABOVE.matcher(address).replaceFirst("");
    }

    static List<PublishedFile> ofEach(List<PublishedFile> files) {
        return files.stream()
                .map(file ->
                        new PublishedFile(file.digest(), file.name(), of(file.url()), file.bytes(), file.fetchedAt()))
                .toList();
    }
}
