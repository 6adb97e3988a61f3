package org.datawarp.producers.publish;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A release did not get into the raw topic whole. Its run stays open for ever; a further run supersedes it. */
public final class PublishException extends IOException {

    PublishException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
