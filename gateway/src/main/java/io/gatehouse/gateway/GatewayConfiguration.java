package io.gatehouse.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.gatehouse.gateway.auth.AccessTokens;
import io.gatehouse.gateway.inbound.InboundSettings;
import io.gatehouse.gateway.cors.CorsSettings;
import io.gatehouse.gateway.forward.ForwardedSettings;
import io.gatehouse.gateway.limit.RateLimitSettings;
import io.gatehouse.gateway.upstream.UpstreamSettings;
import jakarta.validation.Valid;
import java.nio.file.Path;

/** The gateway's configuration; {@code gateway/gateway.yml} explains each value. */
public final class GatewayConfiguration extends Configuration {

    private final Path routes;
    private final Path internalKeys;

    @Valid
    private final AccessTokens accessTokens;

    @Valid
    private final InboundSettings inbound;

    @Valid
    private final RateLimitSettings rateLimits;

    @Valid
    private final UpstreamSettings upstream;

    private final ForwardedSettings forwarded;
    private final CorsSettings cors;

    @JsonCreator
    GatewayConfiguration(
            @JsonProperty(value = "routes", required = true) Path routes,
            @JsonProperty(value = "internalKeys", required = true) Path internalKeys,
            @JsonProperty(value = "accessTokens", required = true) AccessTokens accessTokens,
            @JsonProperty(value = "inbound", required = true) InboundSettings inbound,
            @JsonProperty(value = "rateLimits", required = true) RateLimitSettings rateLimits,
            @JsonProperty(value = "upstream", required = true) UpstreamSettings upstream,
            @JsonProperty(value = "forwarded", required = true) ForwardedSettings forwarded,
            @JsonProperty(value = "cors", required = true) CorsSettings cors) {
        this.routes = routes;
        this.internalKeys = internalKeys;
        this.accessTokens = accessTokens;
        this.inbound = inbound;
        this.rateLimits = rateLimits;
        this.upstream = upstream;
        this.forwarded = forwarded;
        this.cors = cors;
    }

    /** The route file. */
    public Path routes() {
        return routes;
    }

    /** The file of private keys by which services know the gateway. */
    public Path internalKeys() {
        return internalKeys;
    }

    public AccessTokens accessTokens() {
        return accessTokens;
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

    public ForwardedSettings forwarded() {
        return forwarded;
    }

    public CorsSettings cors() {
        return cors;
    }
}
