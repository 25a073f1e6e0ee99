package io.gatehouse.servicekit.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A contract as a broker keeps it.
 *
 * @param version of the consumer, a commit
 * @param branch of the consumer
 */
public record PublishedPact(
        String consumer,
        String provider,
        String version,
        @Nullable String branch,
        JsonNode content) {}
