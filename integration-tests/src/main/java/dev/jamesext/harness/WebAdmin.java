package dev.jamesext.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a test or a newcomer needs of James's webadmin: domains, users, aliases. */
public final class WebAdmin {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final URI root;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    WebAdmin(URI root) {
        this.root = root;
    }

    public URI root() {
        return root;
    }

    public void createDomain(String domain) {
        expectDone(send("PUT", "/domains/" + domain, ""));
    }

    /** @param user the name with its domain */
    public void createUser(String user, String password) {
        expectDone(send("PUT", "/users/" + user, "{\"password\":\"" + jsonText(password) + "\"}"));
    }

    /** Makes mail for {@code alias} go to {@code user}; both are whole addresses. */
    public void createAlias(String user, String alias) {
        expectDone(send("PUT", "/address/aliases/" + user + "/sources/" + alias, ""));
    }

    /**
     * Sends any request.
     *
     * @param body JSON, or an empty text for none
     */
    public HttpResponse<String> send(String method, String path, String body) {
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("webadmin does not answer " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for webadmin", e);
        }
    }

    private static void expectDone(HttpResponse<String> response) {
        if (response.statusCode() != 204) {
            throw new IllegalStateException(
                    response.request().uri() + " answered " + response.statusCode() + ": " + response.body());
        }
    }

    private static String jsonText(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
