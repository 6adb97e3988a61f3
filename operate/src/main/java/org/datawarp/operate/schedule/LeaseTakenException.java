package org.datawarp.operate.schedule;

import java.io.IOException;
import org.datawarp.schemas.name.PublicationName;

/** Another instance checks a publication. */
public final class LeaseTakenException extends IOException {

    private static final long serialVersionUID = 1L;

    LeaseTakenException(PublicationName publication, String holder) {
        super("Cannot check %s: %s is checking it; it is checked again when that has ended"
                .formatted(publication, holder.isEmpty() ? "another instance" : holder));
    }
}
