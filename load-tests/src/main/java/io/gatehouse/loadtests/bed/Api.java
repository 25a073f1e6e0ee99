package io.gatehouse.loadtests.bed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway's API as a client uses it, to prepare what is measured. */
public final class Api {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A gateway that limits logins is asked again when it says. */
    private static final int MOST_TRIES = 5;

    private final URI gateway;

    public Api(URI gateway) {
        this.gateway = gateway;
    }

    /** The access token of a user. */
    public String login(String username, String password) {
        JsonNode session = post("/login", "", Map.of("username", username, "password", password));
        return session.path("access_token").asText();
    }

    /** Makes an account, as an admin. */
    public void create(String adminToken, String username, String password) {
        post("/users", adminToken, Map.of("username", username, "password", password, "user_type", "default"));
    }

    public void order(String token, String item) {
        post("/orders", token, Map.of("address", "1 Gatehouse Lane", "item", item));
    }

    private JsonNode post(String path, String token, Map<String, String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/api/v1" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            for (int tries = 1; answer.statusCode() == 429 && tries < MOST_TRIES; tries++) {
                TimeUnit.SECONDS.sleep(
                        answer.headers().firstValueAsLong("Retry-After").orElse(1));
                answer = HTTP.send(request.build(), BodyHandlers.ofString());
            }
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "POST " + path + " is refused: " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("POST " + path + " is not answered by " + gateway, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The request with which a user logs in, as it goes over the wire. */
    public static String loginRequest(String username, String password) {
        String body = json(Map.of("username", username, "password", password));
        return "POST /api/v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String json(Map<String, String> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
