package io.gatehouse.gateway.auth;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.auth.Authenticator;
import io.dropwizard.core.setup.Environment;

/** {@code type: bearer}: the access tokens that this gateway issues. */
@JsonTypeName("bearer")
public record BearerSource() implements IdentitySource {

    @Override
    public CredentialCheck build(Environment environment, Authenticator<String, Caller> accessTokens) {
        return new BearerCheck(accessTokens);
    }
}
