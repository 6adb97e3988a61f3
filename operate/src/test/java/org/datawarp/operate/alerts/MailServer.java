package org.datawarp.operate.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A mail server that takes what it is told (RFC 5321), one connection after the other. Closed by the test that started it. */
final class MailServer implements AutoCloseable {

    static final String USER = "datawarp";
    static final String PASSWORD = "p4ssw0rd-of-mail";

    private final ServerSocket socket;
    private final List<String> mails = new ArrayList<>();
    private final List<String> recipients = new ArrayList<>();

    private MailServer(ServerSocket socket) {
        this.socket = socket;
    }

    static MailServer start() throws IOException {
        MailServer server = new MailServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(server::serve, "mail-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    synchronized List<String> mails() {
        return List.copyOf(mails);
    }

    synchronized List<String> recipients() {
        return List.copyOf(recipients);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                converse(client);
            } catch (IOException e) {
                // The test is over, or the client has gone: the next one is as welcome.
            }
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 mail.example ready");
        boolean known = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(out, "250-mail.example\r\n250 AUTH PLAIN");
                case "AUTH" -> {
                    known = isLogin(line.substring(line.lastIndexOf(' ') + 1));
                    say(out, known ? "235 welcome" : "535 unknown login");
                }
                case "MAIL" -> say(out, known ? "250 ok" : "530 log in first");
                case "RCPT" -> {
                    note(recipients, line);
                    say(out, "250 ok");
                }
                case "DATA" -> {
                    say(out, "354 go on");
                    note(mails, body(in));
                    say(out, "250 taken");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private synchronized void note(List<String> list, String text) {
        list.add(text);
    }

    /** RFC 4616: whom to act for, who it is, and the password. */
    private static boolean isLogin(String encoded) {
        String login = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        return login.endsWith("\0" + USER + "\0" + PASSWORD);
    }

    private static String body(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
