package org.datawarp.schemas.catalog;

import java.util.List;
import java.util.regex.Pattern;
import org.datawarp.schemas.row.PublishedFile;

/**
 * Where something came from, as readers may know it: an address on the web as it is, and of a file or folder of the machine
 * that read it only its name. The records of what is published call it, so that no other place has to.
 */
public final class PublicAddress {

    private static final Pattern ON_THE_WEB = Pattern.compile("(?i)https?://");
    private static final Pattern FOLDERS_ABOVE = Pattern.compile("^.*[/\\\\](?=[^/\\\\]+[/\\\\]*$)", Pattern.DOTALL);

    private PublicAddress() {}

    /** @param address one that has been through here stays as it is */
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
