package org.datawarp.platform.setting;

import java.util.List;

/**
 * All settings, given as environment variables; {@code docs/settings.md} is made from this.
 *
 * <p>A setting must earn its place: a value that no one needs to change is a constant with its reason.
 */
public enum Setting {
    DATAWARP_DATA_DIR(
            "data",
            "folder",
            "Everything that DataWarp keeps on this machine: archive, embedded services, logs. Also --data-dir."),
    DATAWARP_MANIFESTS("manifests", "folder", "One folder a publication. Also --manifests."),
    DATAWARP_SOURCE(
            "samples",
            "samples, live, a folder or a URL",
            "Where publication pages are: the bundled samples, the publishers' own pages, or a mirror of them."
                    + " Also --source."),
    DATAWARP_POLL_SECONDS(
            "",
            "seconds",
            "How often every page is checked, in place of its calendar. When not set: every 5 seconds for"
                    + " samples, folders and mirrors; by their calendars for the publishers' own pages, which change a"
                    + " few times a year and have many readers: docs/schedule.md."),
    DATAWARP_POLL_BETWEEN_MINUTES(
            "360",
            "minutes",
            "By calendar: how often a page is checked between releases. Four times a day is no load for a"
                    + " publisher, and finds an unannounced release the same day."),
    DATAWARP_POLL_CLOSE_SECONDS(
            "15", "seconds", "By calendar: how often a page is checked around the time when a release is expected."),
    DATAWARP_POLL_WINDOW_MINUTES(
            "10",
            "minutes",
            "By calendar: the least time before and after the expected time in which a page is checked that"
                    + " often. It is longer for releases whose times vary more."),
    DATAWARP_CONTACT(
            "https://github.com/datawarp/datawarp",
            "URL or address",
            "Where publishers find out who reads their pages, and can complain: sent with every request. Give"
                    + " yours."),
    DATAWARP_PARTITIONS(
            "2",
            "partitions",
            "Partitions of each raw topic: how many sheets all instances of apply process at once. Each"
                    + " instance processes as many as it has processors; two partitions keep two cores busy. Set the same"
                    + " number for all processes; it is fixed once the first topic is created: docs/scaling.md."),
    DATAWARP_TRUSTED_HOSTS(
            "",
            "host:port, comma separated",
            "Hosts in private networks from which files may be fetched; none by default, so that a page cannot"
                    + " make DataWarp read its own network."),
    DATAWARP_WORKER_PORT(
            "",
            "port",
            "Where the web page, API and MCP server listen on this machine. When not set, a free port, which"
                    + " stays the same at every start while it is free."),
    PUBLIC_URL(
            "",
            "URL",
            "Where readers find the web page, such as https://data.example.org: links, receipts and ids in the"
                    + " feed begin with it, and /mcp accepts requests under it. When not set, links begin with the"
                    + " address of the request."),
    TRUSTED_PROXIES(
            "",
            "addresses or blocks, comma separated",
            "Reverse proxies in front of the web page, such as 10.0.0.7 or 10.0.0.0/8. The reader's address"
                    + " that they forward is trusted, so that each reader has separate limits. When not set, no such"
                    + " header is trusted."),
    DATAWARP_HEAP(
            "768m",
            "as 768m or 2g",
            "Java heap of a process that moves rows, allocated at its start; read by ./datawarp. About 200 MB"
                    + " is always needed, however much data waits; the rest lets more be read, folded and sent at once."
                    + " When not set, commands that only read use 256m."),
    DATAWARP_MOST_WAITING_ROWS(
            "2000000",
            "rows",
            "Fetching waits while more rows than this are sent and not loaded, until half of them are left."
                    + " That many are loaded in a minute or less and take 100 to 300 MB of Kafka's disk: loading never"
                    + " runs out of work, and nothing piles up."),
    DATAWARP_MOST_WAITING_CHANGES(
            "2000000",
            "changes",
            "Fetching waits while more row changes than this are captured and not in the catalogue, until half"
                    + " of them are left. That many are folded in a minute or two and take about 1 GB of Kafka's disk."),
    DATAWARP_MOST_WAITING_LOG_MB(
            "8192",
            "MB",
            "Fetching waits while PostgreSQL keeps more of its log than this for capture, until half of it is"
                    + " left. This is an eighth of what PostgreSQL keeps before it drops capture's slot, so that the"
                    + " release in progress still fits."),
    DATAWARP_LEAST_FREE_MB(
            "1024",
            "MB",
            "Fetching waits while less than this is free on the disk of DATAWARP_DATA_DIR, until a quarter more"
                    + " is free. What was already fetched is still loaded and published into that room: a full disk stops"
                    + " Kafka."),
    DATAWARP_BUDGET_STORED_GB(
            "",
            "GB (of a billion bytes)",
            "Publishing waits before the bucket holds more than this. R2 stores 10 GB for each account free of"
                    + " charge. When not set, there is no limit: docs/costs.md."),
    DATAWARP_BUDGET_CLASS_A(
            "",
            "calls a month",
            "Publishing waits before the sinks make more writes and listings than this in a calendar month"
                    + " (UTC). R2 allows a million for each account free of charge. When not set, there is no limit."),
    DATAWARP_BUDGET_CLASS_B(
            "",
            "calls a month",
            "The same for reads. R2 allows ten million for each account free of charge. The Worker reads, too:"
                    + " leave some for it."),
    DATAWARP_METRICS_PORT(
            "",
            "port, or host:port",
            "Where a process serves /metrics for Prometheus, /health/live and /health/ready: on this machine"
                    + " only, unless a host such as 0.0.0.0 is given before the port. When not set, they are not served."
                    + " Each process needs its own port."),
    DATAWARP_ALERTS_NAME(
            "",
            "words",
            "The name of this installation in alerts; when not set, the name of the machine that sends them."),
    DATAWARP_ALERTS_REPEAT_HOURS(
            "24", "hours", "How often an alert that still fires is sent again. Once a day is hard to overlook."),
    DATAWARP_ALERTS_WEBHOOK_URL(
            "",
            "URL",
            "Where alerts are posted as JSON: docs/alerts.md. Secret, because anyone who knows it can post"
                    + " there."),
    DATAWARP_ALERTS_SLACK_URL(
            "", "URL", "An incoming webhook of Slack, or of a program that accepts the same messages. Secret."),
    DATAWARP_ALERTS_MAIL_TO(
            "", "e-mail addresses, comma separated", "Who gets alerts by e-mail. Needs DATAWARP_ALERTS_SMTP_HOST."),
    DATAWARP_ALERTS_MAIL_FROM("", "e-mail address", "Their sender; when not set, the first of the recipients."),
    DATAWARP_ALERTS_SMTP_HOST("", "host", "The mail server that sends alerts."),
    DATAWARP_ALERTS_SMTP_PORT("587", "port", "Its port: 587 for starttls, 465 for tls."),
    DATAWARP_ALERTS_SMTP_SECURITY(
            "starttls",
            "starttls, tls or none",
            "How the connection to it is encrypted. With none, it is not: only for a server on this machine."),
    DATAWARP_ALERTS_SMTP_USER("", "user", "The user that logs in to it; when not set, there is no login."),
    DATAWARP_ALERTS_SMTP_PASSWORD("", "password", "Secret."),
    KAFKA_BOOTSTRAP_SERVERS("", "host:port, comma separated", "Kafka to use; when not set, one is started here."),
    KAFKA_REPLICATION(
            "",
            "brokers",
            "How many brokers keep each message of the topics that DataWarp creates. A message counts as"
                    + " written once one broker fewer has it, so that with 3, any one broker may fail. When not set, the"
                    + " cluster decides (default.replication.factor, min.insync.replicas). Fixed when a topic is created:"
                    + " docs/scaling.md."),
    KAFKA_SECURITY_PROTOCOL(
            "",
            "PLAINTEXT, SSL, SASL_SSL or SASL_PLAINTEXT",
            "The protocol for connections to Kafka; when not set, PLAINTEXT."),
    KAFKA_SASL_MECHANISM(
            "",
            "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or another with KAFKA_SASL_JAAS_CONFIG",
            "How to log in to Kafka; when not set, SCRAM-SHA-512."),
    KAFKA_SASL_USERNAME("", "user", "The user that logs in to Kafka."),
    KAFKA_SASL_PASSWORD("", "password", "Secret."),
    KAFKA_SASL_JAAS_CONFIG(
            "", "JAAS", "The whole login, in place of a user and a password, for other mechanisms. Secret."),
    KAFKA_CA_FILE(
            "",
            "PEM file",
            "The certificates of the authorities that may sign Kafka's certificate; when not set, those that"
                    + " Java trusts."),
    KAFKA_CERTIFICATE_FILE(
            "",
            "PEM file",
            "The private key (PKCS #8) and the certificate chain, if Kafka asks its clients for a certificate."),
    POSTGRES_HOST(
            "", "host", "PostgreSQL to use, 14 or later with wal_level=logical; when not set, one is started here."),
    POSTGRES_PORT("5432", "port", "Its port."),
    POSTGRES_DB("datawarp", "database", "Its database."),
    POSTGRES_USER(
            "datawarp",
            "user",
            "The user, who must be able to create schemas, tables and publications, and to replicate."),
    POSTGRES_PASSWORD("", "password", "Secret."),
    POSTGRES_SSLMODE(
            "",
            "disable, prefer, require, verify-ca or verify-full",
            "Whether the connection is encrypted and the server's certificate checked, in PostgreSQL's words."
                    + " When not set, verify-full with POSTGRES_CA_FILE, and prefer without."),
    POSTGRES_CA_FILE("", "PEM file", "The certificates of the authorities that may sign PostgreSQL's certificate."),
    POSTGRES_CERTIFICATE_FILE(
            "",
            "PEM file",
            "The certificate chain, if PostgreSQL asks its clients for a certificate. Needs POSTGRES_KEY_FILE."),
    POSTGRES_KEY_FILE("", "PEM file", "The private key (PKCS #8) of that certificate."),
    S3_ENDPOINT("", "URL", "The object store to use; when not set, one is started here. R2_ENDPOINT is the same."),
    S3_BUCKET("datawarp", "bucket", "Its bucket, which must exist. R2_BUCKET is the same."),
    S3_REGION("auto", "region", "Its region; R2 has only auto. R2_REGION is the same."),
    S3_ACCESS_KEY_ID("", "key", "The key id, which may read and write the bucket. R2_ACCESS_KEY_ID is the same."),
    S3_SECRET_ACCESS_KEY("", "key", "Secret. R2_SECRET_ACCESS_KEY is the same."),
    SCHEMA_REGISTRY_URL(
            "",
            "URL",
            "A schema registry that receives the schemas of all messages, by Confluent's API, which Apicurio"
                    + " serves at /apis/ccompat/v7. Loading never waits for it. When not set, none: docs/topics.md."),
    SCHEMA_REGISTRY_USERNAME("", "user", "The user that logs in to it, if it asks for a login."),
    SCHEMA_REGISTRY_PASSWORD("", "password", "Secret."),
    DATAWARP_OPENLINEAGE_URL(
            "",
            "URL",
            "The server that receives the lineage of each load as OpenLineage events, such as"
                    + " http://marquez:5000, or its full URL if the path is another. Loading never waits for it. When not"
                    + " set, none: docs/lineage.md."),
    DATAWARP_OPENLINEAGE_API_KEY("", "key", "Its key, if it asks for one; sent as a bearer token. Secret."),
    DATAWARP_OPENLINEAGE_NAMESPACE(
            "datawarp", "words", "The name of this installation there: the namespace of its jobs."),
    DATAWARP_MODEL_URL(
            "",
            "URL",
            "A language model that add --describe asks for descriptions, behind an OpenAI-compatible server,"
                    + " such as http://localhost:11434/v1. When neither this nor GEMINI_API_KEY is set, no model is"
                    + " asked."),
    DATAWARP_MODEL(
            "", "model", "Its name, required with DATAWARP_MODEL_URL; for Gemini, gemini-2.5-flash when not set."),
    DATAWARP_MODEL_KEY("", "key", "Its server's key, if it asks for one. Secret."),
    GEMINI_API_KEY(
            "",
            "key",
            "The key with which add --describe asks Google's Gemini, unless DATAWARP_MODEL_URL is set. Secret."),
    GEMINI_URL("https://generativelanguage.googleapis.com", "URL", "The address of Gemini.");

    private static final List<String> ALIASED = List.of("S3_", "R2_");

    /** The suffix of a variable that names a file with the value, as containers receive secrets. */
    static final String IN_FILE = "_FILE";

    private final String fallback;
    private final String form;
    private final String meaning;

    Setting(String fallback, String form, String meaning) {
        this.fallback = fallback;
        this.form = form;
        this.meaning = meaning;
    }

    /** The value when nothing is set; empty when there is none. */
    public String fallback() {
        return fallback;
    }

    /** What a value looks like, with its unit. */
    public String form() {
        return form;
    }

    public String meaning() {
        return meaning;
    }

    /** The environment variables that set it; the first one that is set wins. */
    public List<String> variables() {
        return name().startsWith(ALIASED.get(0))
                ? List.of(
                        name(), ALIASED.get(1) + name().substring(ALIASED.get(0).length()))
                : List.of(name());
    }

    /** Whether the value may be in a file, named by the variable of the same name with {@code _FILE}. */
    public boolean mayBeInFile() {
        return switch (this) {
            case KAFKA_SASL_PASSWORD,
                    KAFKA_SASL_JAAS_CONFIG,
                    POSTGRES_PASSWORD,
                    S3_ACCESS_KEY_ID,
                    S3_SECRET_ACCESS_KEY,
                    DATAWARP_ALERTS_WEBHOOK_URL,
                    DATAWARP_ALERTS_SLACK_URL,
                    DATAWARP_ALERTS_SMTP_PASSWORD,
                    SCHEMA_REGISTRY_PASSWORD,
                    DATAWARP_OPENLINEAGE_API_KEY,
                    DATAWARP_MODEL_KEY,
                    GEMINI_API_KEY -> true;
            default -> false;
        };
    }
}
