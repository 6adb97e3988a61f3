package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.datawarp.author.describe.DraftDescriptions;
import org.datawarp.author.draft.Draft;
import org.datawarp.author.draft.Draft.DatasetDraft;
import org.datawarp.author.draft.DraftOrigin;
import org.datawarp.author.draft.Drafting;
import org.datawarp.author.draft.NothingToDraftException;
import org.datawarp.platform.setting.ModelSettings;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drafts the manifest of a publication that has none yet. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        header = "Draft the manifest of a new publication.",
        description =
                "Drafts a manifest from a publication's page, a folder of its files, or one file. Reads some of its"
                        + " releases, treats tables that look alike as one dataset, and tries the draft on the"
                        + " same files.",
        exitCodeList = {
            "0:the draft fits what was read",
            "1:some rows would be rejected, or nothing was found to draft from",
            "2:a setting is wrong, or the publication is there already"
        },
        footer = {
            "  ./datawarp add https://publisher.example/statistics/beds/",
            "  ./datawarp add downloads/beds --yes",
            "  ./datawarp add downloads/beds-march-2025.xlsx --name beds",
            "docs/add-a-publication.md describes the next steps."
        })
final class AddCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<page|folder|file>", description = "Where the publication's files are.")
    private String from;

    @Option(names = "--name", paramLabel = "<name>", defaultValue = "", description = "The publication's name.")
    private String name;

    @Option(names = "--yes", description = "Write the draft. Without this option, only show what would be written.")
    private boolean yes;

    @Option(
            names = "--describe",
            description = "Ask the language model that GEMINI_API_KEY or DATAWARP_MODEL_URL names for descriptions."
                    + " It fills in nothing else, and each description is marked as the model's.")
    private boolean describe;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read();
        DraftOrigin origin = origin();
        Path folder = settings.manifests().resolve(origin.name());
        if (Files.exists(folder)) {
            throw new UserException(
                    ExitCode.INVALID,
                    "Cannot add %s: found it in %s, expected a new publication; take another --name, or delete that folder"
                            .formatted(origin.name(), settings.manifests()));
        }
        Optional<ModelSettings> model = model();
        out().printf("Reading %s...%n", from);
        out().flush();
        try {
            Draft draft = described(Drafting.draft(origin, settings, this::tell), model);
            show(draft);
            finish(draft, origin, folder);
            return draft.fits() ? ExitCode.OK : ExitCode.PROBLEM;
        } catch (NothingToDraftException e) {
            throw new UserException(ExitCode.PROBLEM, String.valueOf(e.getMessage()));
        }
    }

    private void tell(String line) {
        out().println("  " + line);
        out().flush();
    }

    private Optional<ModelSettings> model() {
        if (!describe) {
            return Optional.empty();
        }
        return Optional.of(ModelSettings.read(System.getenv())
                .orElseThrow(() -> new UserException(
                        ExitCode.INVALID,
                        "Cannot describe: found no language model, expected GEMINI_API_KEY, or DATAWARP_MODEL_URL and"
                                + " DATAWARP_MODEL, to be set")));
    }

    private Draft described(Draft draft, Optional<ModelSettings> model) {
        return model.map(settings ->
                        draft.with(DraftDescriptions.by(settings, out()).describe(draft.files())))
                .orElse(draft);
    }

    private DraftOrigin origin() {
        if (from.startsWith("http://") || from.startsWith("https://")) {
            return DraftOrigin.page(URI.create(from), name);
        }
        Path path = Path.of(from).toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return DraftOrigin.folder(path, name);
        }
        if (Files.isRegularFile(path)) {
            return DraftOrigin.file(path, name);
        }
        throw new UserException(
                ExitCode.INVALID,
                "Cannot add %s: found nothing there, expected a page, a folder or a file".formatted(from));
    }

    private void show(Draft draft) {
        out().printf(
                        "%nFound %s: %s, %d of them read.%n",
                        links(draft), releases(draft), draft.read().size());
        out().printf("%n%s", table(draft));
        if (draft.rejected() > 0 || !draft.differences().isEmpty()) {
            out().printf("%nNeeds attention:%n");
            if (draft.rejected() > 0) {
                out().printf("  %,d rows would be rejected; the dry run shows them.%n", draft.rejected());
            }
            draft.differences().forEach(difference -> out().println("  " + difference));
        }
        draft.datasets().forEach((name, dataset) -> {
            if (dataset.repeated() > 0) {
                out().printf(
                                "%n%s: %,d rows repeat the key of another; they are kept, each with its number.%n",
                                name, dataset.repeated());
            }
        });
        if (!draft.left().isEmpty()) {
            out().printf("%nLeft out, or to correct:%n");
            draft.left().forEach(reason -> out().println("  " + reason));
        }
    }

    private static String links(Draft draft) {
        return draft.links().isEmpty()
                ? "no link"
                : draft.links().entrySet().stream()
                                .map(kind -> "%d %s".formatted(kind.getValue(), kind.getKey()))
                                .collect(Collectors.joining(", "))
                        + " links";
    }

    private static String releases(Draft draft) {
        int count = draft.releases().size();
        return count == 1
                ? "release " + draft.releases().get(0)
                : "%d releases from %s to %s"
                        .formatted(
                                count, draft.releases().get(0), draft.releases().get(count - 1));
    }

    private static TextTable table(Draft draft) {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.LEFT, Side.LEFT, Side.LEFT),
                List.of("dataset", "columns", "releases", "rows", "key", "totals", "title"));
        for (Map.Entry<String, DatasetDraft> dataset : draft.datasets().entrySet()) {
            DatasetDraft drafted = dataset.getValue();
            table.add(List.of(
                    dataset.getKey(),
                    Integer.toString(drafted.columns()),
                    Integer.toString(drafted.rows().size()),
                    "%,d".formatted(drafted.totalRows()),
                    String.join(", ", drafted.keys()),
                    drafted.checked() ? "checked" : "",
                    drafted.title()));
        }
        return table;
    }

    private void finish(Draft draft, DraftOrigin origin, Path folder) throws IOException {
        if (!yes) {
            out().printf(
                            "%nNothing was written: --yes writes %d files to %s.%n",
                            draft.files().size(), folder);
            out().flush();
            return;
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : draft.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        out().printf(
                        "%nWritten: %s, %d files. Look at the keys, and write the descriptions. Next:%n",
                        folder, draft.files().size());
        String trust = origin.isPrivate()
                ? "%s=%s "
                        .formatted(
                                Setting.DATAWARP_TRUSTED_HOSTS,
                                origin.landingPage().getAuthority())
                : "";
        String source =
                origin.isPage() ? "live" : String.valueOf(origin.source().folder());
        String where = " --source=%s%s".formatted(source, options.again());
        out().printf("  %s./datawarp load %s --dry-run%s%n", trust, draft.name(), where);
        out().printf("  %s./datawarp up %s --once%s%n", trust, draft.name(), where);
        out().printf(
                        "  ./datawarp query%s \"SELECT * FROM %s LIMIT 10\"%n",
                        options.dataAgain(), draft.datasets().firstKey());
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
