package org.datawarp.app;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;

/** A publisher's site on this machine, with the pages and files that a test puts there. Owned and closed by the test. */
final class PublisherSite implements AutoCloseable {

    /** Pages link to their own site, and to that of their files, by whole addresses. */
    private static final Pattern PUBLISHERS = Pattern.compile(
            "https://(?:www\\.england\\.nhs\\.uk|(?:files\\.)?digital\\.nhs\\.uk|www\\.gov\\.uk|assets\\.publishing\\.service\\.gov\\.uk)");

    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final HttpServer server;

    private PublisherSite(HttpServer server) {
        this.server = server;
    }

    static PublisherSite start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PublisherSite site = new PublisherSite(server);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = site.bodies.get(exchange.getRequestURI().toString());
                exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
                if (body != null) {
                    exchange.getResponseBody().write(body);
                }
            }
        });
        server.start();
        return site;
    }

    /** As the setting of trusted hosts takes it. */
    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    /** @param path with query, as it is asked for */
    String address(String path) {
        return "http://" + host() + path;
    }

    PublisherSite put(String path, String text) {
        return put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    PublisherSite put(String path, byte[] bytes) {
        bodies.put(path, bytes);
        return this;
    }

    /**
     * A page as a publisher's editor writes it, from the test resources; its links to the publisher's sites lead here.
     */
    PublisherSite snapshot(String path, String resource) throws IOException {
        try (InputStream page = Objects.requireNonNull(
                PublisherSite.class.getResourceAsStream("/pages/" + resource), () -> "No page " + resource)) {
            String html = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            return put(path, PUBLISHERS.matcher(html).replaceAll("http://" + host()));
        }
    }

    /** A page with only a heading and links without meaningful text. */
    static String page(String heading, String... addresses) {
        StringBuilder html = new StringBuilder("<h1>%s</h1>".formatted(heading));
        for (String address : addresses) {
            html.append("<p><a href=\"%s\">Download</a></p>".formatted(address));
        }
        return html.toString();
    }

    /** An old workbook with one sheet. */
    static byte[] xls(String sheetName, List<List<Object>> rows) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.createSheet(sheetName);
            for (int i = 0; i < rows.size(); i++) {
                Row row = sheet.createRow(i);
                for (int j = 0; j < rows.get(i).size(); j++) {
                    if (rows.get(i).get(j) instanceof Number number) {
                        row.createCell(j).setCellValue(number.doubleValue());
                    } else {
                        row.createCell(j)
                                .setCellValue(String.valueOf(rows.get(i).get(j)));
                    }
                }
            }
            workbook.write(out);
            return out.toByteArray();
        }
    }

    static byte[] zip(Map<String, String> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                out.putNextEntry(new ZipEntry(member.getKey()));
                out.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
