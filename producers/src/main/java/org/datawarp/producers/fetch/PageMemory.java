package org.datawarp.producers.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.datawarp.producers.discover.Page;
import org.jspecify.annotations.Nullable;

/**
 * Pages as they were last read, so that sites need not send unchanged pages again. Compressed, and limited in size: the
 * least recently requested pages are dropped. Safe for several threads.
 */
final class PageMemory {

    /** Enough for some hundred compressed pages. */
    private static final long MOST_BYTES = 16L << 20;

    private final Map<URI, Remembered> pages = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private static final class Remembered {

        private final URI address;
        private final byte[] packed;
        private final Validators validators;

        Remembered(Page page, Validators validators) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(page.html().getBytes(StandardCharsets.UTF_8));
            }
            this.address = page.address();
            this.packed = bytes.toByteArray();
            this.validators = validators;
        }

        Page page() throws IOException {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                return new Page(address, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** The validators to ask a site with; {@link Validators#NONE} when the page is not here. */
    synchronized Validators validators(URI asked) {
        Remembered page = pages.get(asked);
        return page == null ? Validators.NONE : page.validators;
    }

    synchronized Optional<Page> page(URI asked) throws IOException {
        Remembered page = pages.get(asked);
        return page == null ? Optional.empty() : Optional.of(page.page());
    }

    /** Replaces the page of an address; drops it when it has no validators. */
    synchronized void keep(URI asked, Page page, Validators validators) throws IOException {
        forget(pages.remove(asked));
        if (validators.areNone()) {
            return;
        }
        Remembered remembered = new Remembered(page, validators);
        pages.put(asked, remembered);
        bytes += remembered.packed.length;
        Iterator<Remembered> oldest = pages.values().iterator();
        while (bytes > MOST_BYTES && oldest.hasNext()) {
            forget(oldest.next());
            oldest.remove();
        }
    }

    private void forget(@Nullable Remembered page) {
        bytes -= page == null ? 0 : page.packed.length;
    }
}
