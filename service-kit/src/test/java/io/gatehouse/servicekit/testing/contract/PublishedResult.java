package io.gatehouse.servicekit.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a provider told a broker of a contract.
 *
 * @param content in the words of the broker's API
 */
public record PublishedResult(PublishedPact pact, JsonNode content) {

    public boolean success() {
        return content.path("success").asBoolean();
    }

    public String providerVersion() {
        return content.path("providerApplicationVersion").asText();
    }
}
