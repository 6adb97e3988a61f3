package org.datawarp.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.nio.file.Path;
import org.datawarp.author.inspect.FileInspector;
import org.datawarp.author.inspect.InspectionJson;

/** The result of {@code datawarp inspect --json --rows all} for a file, without another process. */
final class FileJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FileJson() {}

    static JsonNode of(FileInspector inspector, Path file) throws IOException {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            new InspectionJson(buffer, InspectionJson.Rows.SHOWN).write(inspector.inspect(file));
            return JSON.readTree(buffer.asParser());
        }
    }
}
