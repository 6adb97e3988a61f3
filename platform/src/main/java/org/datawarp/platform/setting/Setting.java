package org.datawarp.platform.setting;

import java.util.List;

/**
 * Everything that can be set, by environment variable; {@code docs/settings.md} is made from this.
 *
 * <p>A setting earns its place: what nobody needs to change is a constant with its reason.
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
            "How often every page is looked at again, whatever its calendar says. When not set: 5 for samples, folders"
                    + " and mirrors; the publishers' own pages, which change a few times a year and are read by many, when"
                    + " their calendars say: docs/schedule.md."),
    DATAWARP_POLL_BETWEEN_MINUTES(
            "360",
            "minutes",
            "By calendar: how often a page is looked at between releases. Four times a day is seen by nobody, and finds"
                    + " what comes unannounced the same day."),
    DATAWARP_POLL_CLOSE_SECONDS(
            "15", "seconds", "By calendar: how often a page is looked at around the time when a release is expected."),
    DATAWARP_POLL_WINDOW_MINUTES(
            "10",
            "minutes",
            "By calendar: how long before and after that time a page is looked at so often, at least; releases that scatter"
                    + " more are looked for longer."),
    DATAWARP_CONTACT(
            "https://github.com/datawarp/datawarp",
            "URL or address",
            "Where publishers find out who reads their pages and can complain: told with every request. Give yours."),
    DATAWARP_PARTITIONS(
            "2",
            "partitions",
            "Partitions of each raw topic: how many sheets are worked on at once, by all instances of apply together; each"
                    + " works on as many as it has processors. Two keep two cores busy. The same for all processes, and"
                    + " fixed once the first topic is made: docs/scaling.md."),
    DATAWARP_TRUSTED_HOSTS(
            "",
            "host:port, comma separated",
            "Hosts in private networks that files may be fetched from; by default none, so that a page cannot make"
                    + " DataWarp read the network that it stands in."),
    DATAWARP_WORKER_PORT(
            "",
            "port",
            "Where the web page, API and MCP server listen on this machine; when not set, a free port, the same at every"
                    + " start while it is free."),
    PUBLIC_URL(
            "",
            "URL",
            "Where readers find the web page, such as https://data.example.org: links, receipts and ids in the feed begin with"
                    + " it, and /mcp may be asked under it. When not set, links begin with the address that was asked."),
    TRUSTED_PROXIES(
            "",
            "addresses or blocks, comma separated",
            "Reverse proxies before the web page, such as 10.0.0.7 or 10.0.0.0/8: what they forward of a reader's address is"
                    + " believed, so that each reader has limits of their own. When not set, no such header is believed."),
    DATAWARP_HEAP(
            "768m",
            "as 768m or 2g",
            "Memory for the objects of a process that moves rows, as Java takes it, from its start on; read by ./datawarp."
                    + " Whatever waits, it needs about 200 MB; the rest lets more be read, folded and sent at once."
                    + " Commands that only ask take 256m when it is not set."),
    DATAWARP_MOST_WAITING_ROWS(
            "2000000",
            "rows",
            "Fetching waits while more rows than this are published and not loaded, until half of them are left. So many"
                    + " are loaded in a minute or less and take 100 to 300 MB of Kafka's disk: nobody runs dry, nothing"
                    + " piles up."),
    DATAWARP_MOST_WAITING_CHANGES(
            "2000000",
            "changes",
            "Fetching waits while more row changes than this are captured and not in the catalogue, until half of them are"
                    + " left. So many are folded in a minute or two and take about 1 GB of Kafka's disk."),
    DATAWARP_MOST_WAITING_LOG_MB(
            "8192",
            "MB",
            "Fetching waits while PostgreSQL keeps more of its log than this for capture, until half of it is left. An"
                    + " eighth of what it keeps before it gives capture up: a release that is under way still fits."),
    DATAWARP_LEAST_FREE_MB(
            "1024",
            "MB",
            "Fetching waits while less than this is free where DATAWARP_DATA_DIR is, until there is a quarter more. What"
                    + " was fetched is still loaded and published into that room: a disk that is full stops Kafka."),
    DATAWARP_BUDGET_STORED_GB(
            "",
            "GB (of a billion bytes)",
            "Publishing waits before more than this lies in the bucket. R2 keeps 10 free of charge for an account. When not"
                    + " set, without limit: docs/costs.md."),
    DATAWARP_BUDGET_CLASS_A(
            "",
            "calls a month",
            "Publishing waits before the sinks write and list more often than this in a calendar month (UTC). R2 makes no"
                    + " charge for a million for an account. When not set, without limit."),
    DATAWARP_BUDGET_CLASS_B(
            "",
            "calls a month",
            "The same of reads. R2 makes no charge for ten million for an account, and the Worker reads, too: leave it its"
                    + " part."),
    DATAWARP_METRICS_PORT(
            "",
            "port, or host:port",
            "Where a process serves /metrics for Prometheus, /health/live and /health/ready: on this machine only, unless a"
                    + " host such as 0.0.0.0 stands before the port. When not set, nowhere; each process needs its own."),
    DATAWARP_ALERTS_NAME(
            "",
            "words",
            "What this installation is called in alerts; when not set, the name of the machine that sends."),
    DATAWARP_ALERTS_REPEAT_HOURS(
            "24", "hours", "After how long an alert that still fires is told again. Once a day is not overlooked."),
    DATAWARP_ALERTS_WEBHOOK_URL(
            "",
            "URL",
            "Where alerts are posted as JSON: docs/alerts.md. Secret, since whoever knows it can post there."),
    DATAWARP_ALERTS_SLACK_URL(
            "", "URL", "An incoming webhook of Slack, or of a program that takes what Slack takes. Secret."),
    DATAWARP_ALERTS_MAIL_TO(
            "", "e-mail addresses, comma separated", "Who gets alerts by e-mail. Needs DATAWARP_ALERTS_SMTP_HOST."),
    DATAWARP_ALERTS_MAIL_FROM(
            "", "e-mail address", "Whom they are from; when not set, the first of those who get them."),
    DATAWARP_ALERTS_SMTP_HOST("", "host", "The mail server that takes alerts."),
    DATAWARP_ALERTS_SMTP_PORT("587", "port", "Its port: 587 for starttls, 465 for tls."),
    DATAWARP_ALERTS_SMTP_SECURITY(
            "starttls",
            "starttls, tls or none",
            "How the connection to it is encrypted: it must be, unless this is none, which is for a server on this"
                    + " machine."),
    DATAWARP_ALERTS_SMTP_USER("", "user", "Who logs in to it; when not set, nobody does."),
    DATAWARP_ALERTS_SMTP_PASSWORD("", "password", "Secret."),
    KAFKA_BOOTSTRAP_SERVERS("", "host:port, comma separated", "Kafka to use; when not set, one is started here."),
    KAFKA_REPLICATION(
            "",
            "brokers",
            "How many brokers keep each message of the topics that DataWarp makes; one less must have it before it counts as"
                    + " written, so that 3 lets one broker go at any time. When not set, as the cluster has it"
                    + " (default.replication.factor, min.insync.replicas). Fixed when a topic is made: docs/scaling.md."),
    KAFKA_SECURITY_PROTOCOL(
            "", "PLAINTEXT, SSL, SASL_SSL or SASL_PLAINTEXT", "How to speak to Kafka; when not set, PLAINTEXT."),
    KAFKA_SASL_MECHANISM(
            "",
            "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or another with KAFKA_SASL_JAAS_CONFIG",
            "How to log in to Kafka; when not set, SCRAM-SHA-512."),
    KAFKA_SASL_USERNAME("", "user", "Who logs in to Kafka."),
    KAFKA_SASL_PASSWORD("", "password", "Secret."),
    KAFKA_SASL_JAAS_CONFIG(
            "", "JAAS", "The login itself, in place of a user and a password, for other mechanisms. Secret."),
    KAFKA_CA_FILE(
            "",
            "PEM file",
            "The certificates of the authorities that Kafka's certificate is trusted by; when not set, those that Java"
                    + " trusts."),
    KAFKA_CERTIFICATE_FILE(
            "",
            "PEM file",
            "Where Kafka asks its clients for a certificate: the private key (PKCS #8) and the certificate chain."),
    POSTGRES_HOST(
            "", "host", "PostgreSQL to use, 14 or later with wal_level=logical; when not set, one is started here."),
    POSTGRES_PORT("5432", "port", "Its port."),
    POSTGRES_DB("datawarp", "database", "Its database."),
    POSTGRES_USER("datawarp", "user", "Who may create schemas, tables and publications, and replicate."),
    POSTGRES_PASSWORD("", "password", "Secret."),
    POSTGRES_SSLMODE(
            "",
            "disable, prefer, require, verify-ca or verify-full",
            "Whether the connection is encrypted and the server's certificate checked, in PostgreSQL's words; when not"
                    + " set, verify-full with POSTGRES_CA_FILE, and prefer without."),
    POSTGRES_CA_FILE(
            "", "PEM file", "The certificates of the authorities that PostgreSQL's certificate is trusted by."),
    POSTGRES_CERTIFICATE_FILE(
            "",
            "PEM file",
            "Where PostgreSQL asks its clients for a certificate: the certificate chain. Needs POSTGRES_KEY_FILE."),
    POSTGRES_KEY_FILE("", "PEM file", "The private key (PKCS #8) of that certificate."),
    S3_ENDPOINT("", "URL", "The object store to use; when not set, one is started here. R2_ENDPOINT is the same."),
    S3_BUCKET("datawarp", "bucket", "Its bucket, which must exist. R2_BUCKET is the same."),
    S3_REGION("auto", "region", "Its region; R2 has only auto. R2_REGION is the same."),
    S3_ACCESS_KEY_ID("", "key", "Who may read and write the bucket. R2_ACCESS_KEY_ID is the same."),
    S3_SECRET_ACCESS_KEY("", "key", "Secret. R2_SECRET_ACCESS_KEY is the same."),
    SCHEMA_REGISTRY_URL(
            "",
            "URL",
            "A schema registry that is told of the schemas of all messages: Confluent's API, which Apicurio serves at"
                    + " /apis/ccompat/v7. Loading never waits for it. When not set, none: docs/topics.md."),
    SCHEMA_REGISTRY_USERNAME("", "user", "Who logs in to it, if it asks for that."),
    SCHEMA_REGISTRY_PASSWORD("", "password", "Secret."),
    DATAWARP_OPENLINEAGE_URL(
            "",
            "URL",
            "What is told of the lineage of each load, as OpenLineage has it: http://marquez:5000, or with the whole path"
                    + " of whatever takes it. Loading never waits for it. When not set, nobody: docs/lineage.md."),
    DATAWARP_OPENLINEAGE_API_KEY("", "key", "Its key, if it asks for one: sent as a bearer token. Secret."),
    DATAWARP_OPENLINEAGE_NAMESPACE(
            "datawarp", "words", "What this installation is called there: the namespace of its jobs."),
    DATAWARP_MODEL_URL(
            "",
            "URL",
            "A language model that add --describe asks for descriptions, behind an OpenAI-compatible server, such as"
                    + " http://localhost:11434/v1; when neither this nor GEMINI_API_KEY is set, no model is asked."),
    DATAWARP_MODEL(
            "", "model", "Its name, required with DATAWARP_MODEL_URL; for Gemini, gemini-2.5-flash when not set."),
    DATAWARP_MODEL_KEY("", "key", "Its server's key, if it asks for one. Secret."),
    GEMINI_API_KEY("", "key", "Has add --describe ask Google's Gemini, unless DATAWARP_MODEL_URL is set. Secret."),
    GEMINI_URL("https://generativelanguage.googleapis.com", "URL", "Where Gemini is.");

    private static final List<String> ALIASED = List.of("S3_", "R2_");

    /** Follows the name of a variable that names a file with the value, as containers are given secrets. */
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

    /** The environment variables that set it, the first that is there wins. */
    public List<String> variables() {
        return name().startsWith(ALIASED.get(0))
                ? List.of(
                        name(), ALIASED.get(1) + name().substring(ALIASED.get(0).length()))
                : List.of(name());
    }

    /** Whether the value may stand in a file, which the variable of the same name with {@code _FILE} names. */
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
