package dev.rookery.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.IntSupplier;

/// An admin of a server under test, over HTTP: with the token, unless a call says otherwise. Paths are those of the admin's
/// listener.
final class AdminClient implements AutoCloseable {
    /// What a server under test is given as `ROOKERY_ADMIN_TOKEN`.
    static final String TOKEN = "a-token-for-this-very-test";

    static final String WITH_TOKEN = "Bearer " + TOKEN;

    private final HttpClient http = HttpClient.newHttpClient();
    private final IntSupplier port;

    /// @param port asked for each call, because a test may start its server again
    AdminClient(IntSupplier port) {
        this.port = port;
    }

    /// Reads what is below `/api/`.
    HttpResponse<String> get(String name) throws IOException, InterruptedException {
        return send("GET", "/api/" + name, "", WITH_TOKEN);
    }

    /// Has something done.
    HttpResponse<String> post(String action, String body) throws IOException, InterruptedException {
        return send("POST", "/api/" + action, body, WITH_TOKEN);
    }

    /// @param authorization the whole header; empty for none
    HttpResponse<String> send(String method, String path, String body, String authorization)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body, authorization), BodyHandlers.ofString());
    }

    /// Begins to read something that goes on.
    HttpResponse<InputStream> open(String name) throws IOException, InterruptedException {
        return http.send(request("GET", "/api/" + name, "", WITH_TOKEN), BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String method, String path, String body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    /// The first text field of this name.
    static String field(String name, String json) {
        return json.replaceFirst(".*?\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
