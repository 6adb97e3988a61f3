package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderOriginTest {

    @TempDir
    private Path directory;

    private Path root;
    private FolderOrigin origin;

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectories(directory.resolve("mirror"));
        Files.writeString(directory.resolve("secret.csv"), "secret");
        origin = new FolderOrigin(List.of(root));
    }

    @Test
    void readsTheIndexOfAFolder() throws IOException {
        Files.writeString(root.resolve("index.html"), "<a href=a.csv>A</a>");

        assertThat(origin.page(root.toUri()).orElseThrow().html()).isEqualTo("<a href=a.csv>A</a>");
    }

    @Test
    void listsAFolderWithoutAnIndex() throws IOException {
        Files.writeString(root.resolve("a & b #1.csv"), "x");
        Files.createDirectories(root.resolve("2025-03/deep"));
        Files.writeString(root.resolve("2025-03/c.csv"), "x");
        Files.writeString(root.resolve("2025-03/deep/d.csv"), "x");
        Files.writeString(root.resolve(".hidden.csv"), "x");

        assertThat(origin.page(root.toUri()).orElseThrow().html()).isEqualTo("""
                        <!DOCTYPE html><body>
                        <p><a href="./a%20&amp;%20b%20%231.csv">a &amp; b #1.csv</a></p>
                        <h2>2025-03</h2>
                        <p><a href="./2025-03/c.csv">c.csv</a></p>
                        </body>""");
    }

    @Test
    void findsNoPageWhereThereIsNoFolder() throws IOException {
        assertThat(origin.page(root.resolve("none").toUri())).isEmpty();
    }

    @Test
    void refusesToLeaveTheFolder() {
        for (String way : List.of("../secret.csv", "a/../../secret.csv", "..%2fsecret.csv", "/etc/passwd")) {
            assertThatThrownBy(() -> origin.file(root.toUri().resolve(way)))
                    .as(way)
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("outside of the folders");
        }
    }

    @Test
    void refusesALinkThatLeavesTheFolder() throws IOException {
        Files.createSymbolicLink(root.resolve("innocent.csv"), directory.resolve("secret.csv"));

        assertThatThrownBy(() -> origin.file(root.resolve("innocent.csv").toUri()))
                .isInstanceOf(FetchException.class);
    }

    @Test
    void takesAFolderThatIsItselfALink() throws IOException {
        Files.writeString(root.resolve("a.csv"), "x");
        Path link = Files.createSymbolicLink(directory.resolve("link"), root);
        FolderOrigin linked = new FolderOrigin(List.of(link));

        assertThat(linked.file(link.resolve("a.csv").toUri())).hasContent("x");
        assertThat(linked.page(link.resolve("march-2025").toUri())).isEmpty();
    }

    @Test
    void refusesAPathOnAnotherMachine() {
        assertThatThrownBy(() -> origin.file(URI.create("file://host/share/a.csv")))
                .isInstanceOf(FetchException.class);
    }

    @Test
    void tellsAFileThatIsNotThere() {
        assertThatThrownBy(() -> origin.file(root.resolve("none.csv").toUri())).isInstanceOf(NoSuchFileException.class);
    }
}
