package org.datawarp.producers.publish;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A release was not completely sent to the raw topic. Its run stays open for ever; a later run supersedes it. */
public final class PublishException extends IOException {

    PublishException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
