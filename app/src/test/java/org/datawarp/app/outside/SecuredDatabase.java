package org.datawarp.app.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.datawarp.platform.embedded.EmbeddedDatabase;

/**
 * A PostgreSQL that requires TLS, a certificate and a password by SCRAM-SHA-256. Closed by the code that started it.
 */
public final class SecuredDatabase implements AutoCloseable {

    private static final String ONLY_SECURED = "hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca\n";

    private final EmbeddedDatabase server;
    private final Path directory;

    private SecuredDatabase(EmbeddedDatabase server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** @param binaries where PostgreSQL's programs are, or are put */
    public static SecuredDatabase start(Path directory, Path binaries, Certificates certificates)
            throws IOException, SQLException {
        EmbeddedDatabase server = EmbeddedDatabase.start(directory, 0, binaries);
        try (Connection owner = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER SYSTEM SET ssl_cert_file = '%s'".formatted(certificates.server()));
            statement.execute("ALTER SYSTEM SET ssl_key_file = '%s'".formatted(certificates.serverKey()));
            statement.execute("ALTER SYSTEM SET ssl_ca_file = '%s'".formatted(certificates.authority()));
            statement.execute("ALTER SYSTEM SET ssl = on");
            Files.writeString(directory.resolve("data/pg_hba.conf"), ONLY_SECURED);
            statement.execute("SELECT pg_reload_conf()");
        }
        return new SecuredDatabase(server, directory);
    }

    public int port() {
        return server.port();
    }

    /** The file with the password of its owner, {@code datawarp}. */
    public Path passwordFile() {
        return directory.resolve("password");
    }

    @Override
    public void close() {
        server.close();
    }
}
