package io.gatehouse.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.util.Duration;
import io.gatehouse.gateway.auth.AccessTokens;
import io.gatehouse.gateway.auth.BearerSource;
import io.gatehouse.gateway.auth.IdentitySource;
import io.gatehouse.gateway.cors.CorsSettings;
import io.gatehouse.gateway.docs.DocsSettings;
import io.gatehouse.gateway.forward.ForwardedSettings;
import io.gatehouse.gateway.inbound.InboundSettings;
import io.gatehouse.gateway.limit.RateLimitSettings;
import io.gatehouse.gateway.revocation.RevocationSettings;
import io.gatehouse.gateway.tracing.TracingSettings;
import io.gatehouse.gateway.upstream.UpstreamSettings;
import io.gatehouse.servicekit.token.KeyFiles;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gateway's configuration; {@code gateway/gateway.yml} explains each value. */
public final class GatewayConfiguration extends Configuration {

    private final Path routes;
    private final KeyFiles internalKeys;
    private final Duration warmUp;

    @Valid
    private final AccessTokens accessTokens;

    @Valid
    @NotEmpty
    private final List<IdentitySource> identity;

    @Valid
    private final RevocationSettings revocations;

    @Valid
    private final InboundSettings inbound;

    @Valid
    private final RateLimitSettings rateLimits;

    @Valid
    private final UpstreamSettings upstream;

    private final TracingSettings tracing;
    private final ForwardedSettings forwarded;
    private final CorsSettings cors;
    private final DocsSettings docs;

    @JsonCreator
    GatewayConfiguration(
            @JsonProperty(value = "routes", required = true) Path routes,
            @JsonProperty(value = "internalKeys", required = true) KeyFiles internalKeys,
            @JsonProperty("warmUp") @Nullable Duration warmUp,
            @JsonProperty(value = "accessTokens", required = true) AccessTokens accessTokens,
            @JsonProperty("identity") @Nullable List<IdentitySource> identity,
            @JsonProperty("revocations") @Nullable RevocationSettings revocations,
            @JsonProperty(value = "inbound", required = true) InboundSettings inbound,
            @JsonProperty(value = "rateLimits", required = true) RateLimitSettings rateLimits,
            @JsonProperty(value = "upstream", required = true) UpstreamSettings upstream,
            @JsonProperty("tracing") @Nullable TracingSettings tracing,
            @JsonProperty(value = "forwarded", required = true) ForwardedSettings forwarded,
            @JsonProperty(value = "cors", required = true) CorsSettings cors,
            @JsonProperty("docs") @Nullable DocsSettings docs) {
        this.routes = routes;
        this.internalKeys = internalKeys;
        this.warmUp = Objects.requireNonNullElse(warmUp, Duration.seconds(0));
        this.accessTokens = accessTokens;
        this.identity = List.copyOf(Objects.requireNonNullElse(identity, List.of(new BearerSource())));
        this.revocations = Objects.requireNonNullElse(revocations, RevocationSettings.OFF);
        this.inbound = inbound;
        this.rateLimits = rateLimits;
        this.upstream = upstream;
        this.tracing = Objects.requireNonNullElse(tracing, TracingSettings.OFF);
        this.forwarded = forwarded;
        this.cors = cors;
        this.docs = Objects.requireNonNullElseGet(docs, () -> DocsSettings.unsaid());
    }

    /** The route file. */
    public Path routes() {
        return routes;
    }

    /** The files of private keys by which services know the gateway. */
    public KeyFiles internalKeys() {
        return internalKeys;
    }

    /** How long the gateway warms up before it is ready; a few calls are made in any case. */
    public java.time.Duration warmUp() {
        return warmUp.toJavaDuration();
    }

    public AccessTokens accessTokens() {
        return accessTokens;
    }

    /** How clients may say who they are. */
    public List<IdentitySource> identity() {
        return identity;
    }

    /** How the gateway hears of sessions that have ended. */
    public RevocationSettings revocations() {
        return revocations;
    }

    public InboundSettings inbound() {
        return inbound;
    }

    public RateLimitSettings rateLimits() {
        return rateLimits;
    }

    public UpstreamSettings upstream() {
        return upstream;
    }

    public TracingSettings tracing() {
        return tracing;
    }

    public ForwardedSettings forwarded() {
        return forwarded;
    }

    public CorsSettings cors() {
        return cors;
    }

    public DocsSettings docs() {
        return docs;
    }
}
