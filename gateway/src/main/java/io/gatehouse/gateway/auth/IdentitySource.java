package io.gatehouse.gateway.auth;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dropwizard.auth.Authenticator;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.Discoverable;

/**
 * A way for clients to say who they are: an entry of {@code identity} in the gateway's configuration, chosen by its
 * {@code type}. Part of the API for own gateways: {@code docs/extending.md}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public interface IdentitySource extends Discoverable {

    /**
     * What looks for the credentials in each request. Called once, at start-up.
     *
     * @param environment where it registers what must be started, stopped or watched with the gateway
     * @param accessTokens tells the caller of an access token that this gateway issued
     */
    CredentialCheck build(Environment environment, Authenticator<String, Caller> accessTokens);
}
