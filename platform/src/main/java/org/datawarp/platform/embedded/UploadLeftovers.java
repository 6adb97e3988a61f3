package org.datawarp.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of uploads that a killed process did not finish. The store writes an object under its name and a random suffix,
 * then sets its attributes, then renames it. Without the last step, it would be listed under the odd name for ever.
 */
final class UploadLeftovers {

    private static final Pattern ODD_NAME =
            Pattern.compile(".+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /**
     * Every finished object has this attribute, so an object that happens to have such a name is not mistaken for a
     * leftover.
     */
    private static final String FINISHED = "content-md5";

    private UploadLeftovers() {}

    /** Deletes them. To be called only while nothing is being uploaded. */
    static void sweep(Path bucket) throws IOException {
        List<Path> odd;
        try (Stream<Path> tree = Files.walk(bucket)) {
            odd = tree.filter(path ->
                            ODD_NAME.matcher(path.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .toList();
        }
        for (Path path : odd) {
            UserDefinedFileAttributeView attributes =
                    Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
            if (attributes != null && !attributes.list().contains(FINISHED)) {
                Files.deleteIfExists(path);
            }
        }
    }
}
