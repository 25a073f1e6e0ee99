package io.gatehouse.gateway.forward;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code forwarded} part of the configuration.
 *
 * @param trustedProxies who is believed
 * @param header what they are known to write. One alone: a proxy that writes one of the two passes the other on as its
 *     client sent it
 */
public record ForwardedSettings(TrustedProxies trustedProxies, ForwardedHeader header) {

    public ForwardedSettings(
            @JsonProperty("trustedProxies") @Nullable TrustedProxies trustedProxies,
            @JsonProperty("header") @Nullable ForwardedHeader header) {
        this.trustedProxies = trustedProxies == null ? TrustedProxies.NONE : trustedProxies;
        this.header = header == null ? ForwardedHeader.X_FORWARDED_FOR : header;
    }

    /** Lets a connector's requests show the address of their client in place of a trusted proxy's. */
    public void install(HttpConfiguration connector) {
        if (!trustedProxies.isEmpty()) {
            connector.addCustomizer(new ClientCustomizer(new ForwardedWalk(trustedProxies, header)));
        }
    }
}
