package io.gatehouse.servicekit.caller;

import io.dropwizard.auth.Authenticator;
import io.gatehouse.servicekit.token.TokenClaims;
import io.gatehouse.servicekit.token.TokenRefusedException;
import io.gatehouse.servicekit.token.TokenVerifier;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Believes an internal token whose subject is the user named in {@code request-user-id}, or nobody in both. */
final class InternalCallerAuthenticator implements Authenticator<InternalCredentials, InternalCaller> {

    private static final Logger log = LoggerFactory.getLogger(InternalCallerAuthenticator.class);

    private final TokenVerifier verifier;

    InternalCallerAuthenticator(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Optional<InternalCaller> authenticate(InternalCredentials credentials) {
        try {
            TokenClaims claims = verifier.verify(credentials.token());
            if (!Objects.equals(claims.subject(), credentials.userId())) {
                log.warn("Refused an internal call: {} and the token disagree", Trust.USER_ID_HEADER);
                return Optional.empty();
            }
            return Optional.of(new InternalCaller(id(claims.subject()), claims.expiresAt()));
        } catch (TokenRefusedException | NumberFormatException e) {
            log.warn("Refused an internal call: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static @Nullable Long id(@Nullable String subject) {
        return subject == null ? null : Long.valueOf(subject);
    }
}
