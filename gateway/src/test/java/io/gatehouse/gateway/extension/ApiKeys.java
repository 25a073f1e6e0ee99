package io.gatehouse.gateway.extension;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.auth.Authenticator;
import io.dropwizard.core.setup.Environment;
import io.gatehouse.gateway.auth.Caller;
import io.gatehouse.gateway.auth.CredentialCheck;
import io.gatehouse.gateway.auth.IdentitySource;
import io.gatehouse.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows partners by a key in a header of its own. */
@JsonTypeName("api-key")
record ApiKeys(@JsonProperty Map<String, Long> keys) implements IdentitySource {

    @Override
    public CredentialCheck build(Environment environment, Authenticator<String, Caller> accessTokens) {
        return new CredentialCheck() {
            @Override
            public Optional<Caller> authenticate(HttpHeaders headers) {
                String key = headers.getHeaderString("X-Api-Key");
                if (key == null) {
                    return Optional.empty();
                } else if (key.equals("broken")) {
                    throw new IllegalStateException("planted");
                } else if (!keys.containsKey(key)) {
                    throw new ProblemException(401, "This key is unknown.");
                }
                return Optional.of(new Caller(keys.get(key), "default", Instant.MAX));
            }

            @Override
            public String challenge() {
                return "ApiKey realm=\"partners\"";
            }

            @Override
            public Set<String> headers() {
                return Set.of("X-Api-Key");
            }
        };
    }
}
