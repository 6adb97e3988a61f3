package org.datawarp.app.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority of one's own with a certificate for a server at 127.0.0.1 and one for its clients, as PEM files. */
public final class Certificates {

    private static final String PASSWORD = "of-no-secret";
    private static final String SERVER = "server";
    private static final String CLIENT = "client";
    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final KeyStore store;

    private Certificates(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** Makes them, with the JDK's own tool. */
    public static Certificates make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(folder);
        Path file = folder.resolve("all.p12");
        keytool(file, AUTHORITY, "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign");
        keytool(file, SERVER, "-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1");
        keytool(file, CLIENT, "-signer", AUTHORITY);
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        Certificates made = new Certificates(folder, store);
        made.writeChain(AUTHORITY);
        for (String name : List.of(SERVER, CLIENT)) {
            made.writeChain(name);
            made.writeKey(name);
        }
        return made;
    }

    private static void keytool(Path store, String name, String... options) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "RSA",
                "-validity",
                "2"));
        line.addAll(Arrays.asList(options));
        Path log = store.resolveSibling(name + ".log");
        Process keytool = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("Cannot make a certificate: " + Files.readString(log));
        }
    }

    private void writeChain(String name) throws IOException, GeneralSecurityException {
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain(name)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(folder.resolve(name + ".crt"), chain);
    }

    /** Readable by its owner only, or PostgreSQL refuses it. */
    private void writeKey(String name) throws IOException, GeneralSecurityException {
        byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
        Path made = Files.createTempFile(folder, name, ".key");
        Files.writeString(made, pem("PRIVATE KEY", key));
        Files.move(made, folder.resolve(name + ".key"));
        Path both = folder.resolve(name + ".pem");
        Files.writeString(both, pem("PRIVATE KEY", key) + Files.readString(folder.resolve(name + ".crt")));
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
    }

    /** The certificate of the authority. */
    public Path authority() {
        return folder.resolve(AUTHORITY + ".crt");
    }

    /** The certificate chain of the server. */
    public Path server() {
        return folder.resolve(SERVER + ".crt");
    }

    public Path serverKey() {
        return folder.resolve(SERVER + ".key");
    }

    /** The key of the server, and its certificate chain. */
    public Path serverKeyAndChain() {
        return folder.resolve(SERVER + ".pem");
    }

    /** The certificate chain of the clients. */
    public Path client() {
        return folder.resolve(CLIENT + ".crt");
    }

    public Path clientKey() {
        return folder.resolve(CLIENT + ".key");
    }

    /** The key of the clients, and their certificate chain. */
    public Path clientKeyAndChain() {
        return folder.resolve(CLIENT + ".pem");
    }
}
