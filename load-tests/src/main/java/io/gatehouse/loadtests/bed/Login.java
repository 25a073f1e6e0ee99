package io.gatehouse.loadtests.bed;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Logs users in. */
public final class Login {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Login() {}

    /** The access token that a gateway answers. */
    public static String at(URI gateway, String username, String password) {
        try {
            String credentials = JSON.writeValueAsString(Map.of("username", username, "password", password));
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(gateway.resolve("/api/v1/login"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(credentials))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        username + " cannot log in: " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new IllegalStateException(username + " cannot log in at " + gateway, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
