package org.datawarp.operate.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.operate.rebuild.PromotionLog;

/** The decisions, as one line of JSON for each note. */
final class DecisionsFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DecisionsFile() {}

    static void write(PromotionLog decisions, OutputStream out) throws IOException {
        try (Writer lines = GzipLines.writer(out)) {
            for (PromotionLog.Note note : decisions.notes()) {
                lines.write(JSON.writeValueAsString(note) + "\n");
            }
        }
    }

    static PromotionLog read(BufferedReader lines) throws IOException {
        List<PromotionLog.Note> notes = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                notes.add(JSON.readValue(line, PromotionLog.Note.class));
            } catch (JsonProcessingException e) {
                throw new IOException("Cannot read the decisions, line %d".formatted(notes.size() + 1), e);
            }
        }
        return new PromotionLog(notes);
    }
}
