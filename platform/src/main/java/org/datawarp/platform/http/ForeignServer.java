package org.datawarp.platform.http;

import java.net.http.HttpClient;
import java.time.Duration;

/** How other people's servers are called with a key or a login, and what the status of their answers means. */
public final class ForeignServer {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private ForeignServer() {}

    /** A client that follows no redirects: a redirect would send the key or the login to another host. */
    public static HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Whether a request succeeded. */
    public static boolean isDone(int status) {
        return status / 100 == 2;
    }

    /** Whether the key or the login was refused. */
    public static boolean isLoginRefused(int status) {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }

    /** Whether the same request may succeed later. */
    public static boolean mayPass(int status) {
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
    }
}
