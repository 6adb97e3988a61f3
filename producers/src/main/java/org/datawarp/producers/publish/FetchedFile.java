package org.datawarp.producers.publish;

import java.nio.file.Path;
import org.datawarp.schemas.row.PublishedFile;

/** A file of a release, and the path of its archived bytes. */
public record FetchedFile(PublishedFile file, Path path) {}
