package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.gateway.auth.CredentialCheck;
import io.gatehouse.gateway.route.LiveRoutes;
import io.gatehouse.gateway.route.Timeouts;
import io.gatehouse.gateway.upstream.BufferBudget;
import io.gatehouse.gateway.upstream.OwnCall;
import io.gatehouse.gateway.upstream.Upstreams;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code docs} part of the configuration.
 *
 * @param enabled whether {@code /docs} and {@code /openapi.json} are there at all; true unless said otherwise
 * @param title the API's name
 * @param description Markdown for those who see the API for the first time
 */
public record DocsSettings(boolean enabled, String title, String description) {

    private static final String DOCUMENT = "/openapi.json";
    private static final int MAX_DOCUMENT = 1024 * 1024;
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** What holds when the configuration says nothing. */
    public static DocsSettings unsaid() {
        return of(null, null, null);
    }

    @JsonCreator
    static DocsSettings of(
            @JsonProperty("enabled") @Nullable Boolean enabled,
            @JsonProperty("title") @Nullable String title,
            @JsonProperty("description") @Nullable String description) {
        return new DocsSettings(
                Objects.requireNonNullElse(enabled, true),
                Objects.requireNonNullElse(title, "API"),
                Objects.requireNonNullElse(description, "All that this gateway opens."));
    }

    /** Puts the document and its page in place, if they are wanted. */
    public void register(
            Environment environment,
            LiveRoutes routes,
            List<CredentialCheck> checks,
            Upstreams upstreams,
            BufferBudget budget) {
        if (enabled) {
            var document = new LiveDocument(
                    this, checks, service -> new OwnCall(upstreams, budget, service, DOCUMENT, TIMEOUTS, MAX_DOCUMENT));
            routes.follow(document::serve);
            environment.jersey().register(new DocumentResource(document));
            environment.jersey().register(new PageResource());
            environment.jersey().register(new HomeFilter());
        }
    }
}
