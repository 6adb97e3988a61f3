package org.datawarp.operate.schedule;

import java.io.IOException;
import org.datawarp.schemas.name.PublicationName;

/** Another instance looks at a publication. */
public final class LeaseTakenException extends IOException {

    private static final long serialVersionUID = 1L;

    LeaseTakenException(PublicationName publication, String holder) {
        super("Cannot look at %s: %s does; it is looked at again when that has ended"
                .formatted(publication, holder.isEmpty() ? "another instance" : holder));
    }
}
