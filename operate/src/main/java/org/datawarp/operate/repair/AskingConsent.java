package org.datawarp.operate.repair;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.datawarp.author.proposal.ChangedManifest;
import org.datawarp.author.proposal.Proposal;
import org.datawarp.schemas.manifest.PublicationManifest;

/** Asks a person at a terminal. Used by one thread. */
final class AskingConsent implements Consent {

    private final BufferedReader in;
    private final PrintWriter out;
    private final TextEditor editor;

    /** Lets a person change a file. */
    @FunctionalInterface
    interface TextEditor {

        /** Returns when the person has left the editor. */
        void edit(Path file) throws IOException;
    }

    AskingConsent(BufferedReader in, PrintWriter out, TextEditor editor) {
        this.in = in;
        this.out = out;
        this.editor = editor;
    }

    /** The editor that the environment names, or else vi. */
    static TextEditor editorOf(Map<String, String> environment) {
        String command = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", "vi"));
        return file -> {
            Process process = new ProcessBuilder("sh", "-c", command + " \"$0\"", file.toString())
                    .inheritIO()
                    .start();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while a file was edited", e);
            }
        };
    }

    @Override
    public List<Proposal> choose(RepairPlan plan) throws IOException {
        List<Proposal> taken = new ArrayList<>();
        for (int i = 0; i < plan.proposals().size(); i++) {
            Proposal proposal = plan.proposals().get(i);
            String answer = ask("%nTake change %d, %s: %s? [y/n/e(dit)] "
                    .formatted(i + 1, proposal.dataset(), proposal.drift().words()));
            if (answer.startsWith("y")) {
                taken.add(proposal);
            } else if (answer.startsWith("e")) {
                taken.add(edited(plan.trial().changed().before(), taken, proposal));
            }
        }
        return taken;
    }

    /** The person sees the file with all that was taken so far and this change; what is saved counts. */
    private Proposal edited(PublicationManifest manifest, List<Proposal> taken, Proposal proposal) throws IOException {
        List<Proposal> all = new ArrayList<>(taken);
        all.add(proposal);
        String file = ChangedManifest.fileOf(proposal);
        String text = Objects.requireNonNull(
                ChangedManifest.of(manifest, all).after().text().files().get(file));
        Path copy = Files.createTempFile("datawarp-", "-" + file);
        try {
            Files.writeString(copy, text);
            editor.edit(copy);
            String saved = Files.readString(copy);
            return new Proposal(
                    proposal.drift(),
                    proposal.dataset(),
                    proposal.expected(),
                    proposal.found(),
                    List.of("written by hand"),
                    1,
                    yaml -> saved);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @Override
    public boolean agree(Trial trial) throws IOException {
        String question = trial.isGood()
                ? "%nRelease it? [y/n] "
                : "%nWrite the manifest, although the release stays held? [y/n] ";
        return ask(question.formatted()).startsWith("y");
    }

    /** An end of input is a no to all that is left. */
    private String ask(String question) throws IOException {
        out.print(question);
        out.flush();
        String line = in.readLine();
        return line == null ? "n" : line.strip().toLowerCase(Locale.ROOT);
    }
}
