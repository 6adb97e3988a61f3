package org.datawarp.ask.tap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.platform.setting.Setting;

/**
 * How other programs log in to the same Kafka, as settings of librdkafka and of Java. It contains no secrets: in the
 * place of each, it names the environment variable that holds it.
 *
 * @param librdkafka properties of kcat and of Python's client; a value may be a reference such as {@code $NAME}
 * @param java properties of Java's client, except the login
 * @param javaLogin a Java expression for the login; empty when there is none
 */
record ClientSecurity(Map<String, String> librdkafka, Map<String, String> java, String javaLogin) {

    static final String USER = Setting.KAFKA_SASL_USERNAME.name();
    static final String PASSWORD = Setting.KAFKA_SASL_PASSWORD.name();

    private static final String LOGIN = "sasl.jaas.config";
    private static final Pattern MODULE = Pattern.compile("^([\\w.]+) required username=");

    /** Java's settings and the same ones of librdkafka. A PEM file holds both key and certificate. */
    private static final Map<String, List<String>> SAME = Map.of(
            "security.protocol", List.of("security.protocol"),
            "sasl.mechanism", List.of("sasl.mechanism"),
            "ssl.truststore.location", List.of("ssl.ca.location"),
            "ssl.keystore.location", List.of("ssl.certificate.location", "ssl.key.location"));

    /** @param kafka DataWarp's own client properties */
    static ClientSecurity of(Map<String, Object> kafka) {
        Map<String, String> librdkafka = new LinkedHashMap<>();
        Map<String, String> java = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(kafka.keySet());
        names.sort(null);
        for (String name : names) {
            String value = String.valueOf(kafka.get(name));
            SAME.getOrDefault(name, List.of()).forEach(other -> librdkafka.put(other, value));
            if (SAME.containsKey(name) || (name.startsWith("ssl.") && name.endsWith(".type"))) {
                java.put(name, value);
            }
        }
        String login = String.valueOf(kafka.getOrDefault(LOGIN, ""));
        if (!login.isEmpty()) {
            librdkafka.put("sasl.username", "$" + USER);
            librdkafka.put("sasl.password", "$" + PASSWORD);
        }
        return new ClientSecurity(librdkafka, java, login.isEmpty() ? "" : expression(login));
    }

    /** Only the module's name is shown of the login. */
    private static String expression(String login) {
        Matcher module = MODULE.matcher(login);
        return module.find()
                ? """
                "%s required username=\\"" + System.getenv("%s") + "\\" password=\\"" + System.getenv("%s") + "\\";\"""".formatted(module.group(1), USER, PASSWORD)
                : "System.getenv(\"%s\")".formatted(Setting.KAFKA_SASL_JAAS_CONFIG);
    }

    boolean hasLogin() {
        return !javaLogin.isEmpty();
    }
}
