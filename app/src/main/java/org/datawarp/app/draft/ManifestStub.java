package org.datawarp.app.draft;

import java.util.Map;

/** A dataset that no file has: with it a publication's pages can be read before its tables are known. */
final class ManifestStub {

    static final Map<String, String> FILES = Map.of("unknown_yet.yaml", """
            dataset: unknown_yet
            title: Unknown yet
            description: Unknown yet
            fields:
              - {name: unknown_yet, headings: "unknown yet", role: key}
            """);

    private ManifestStub() {}
}
