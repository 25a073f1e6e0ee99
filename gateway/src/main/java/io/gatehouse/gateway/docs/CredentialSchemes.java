package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.auth.CredentialCheck;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** How clients may say who they are, as security schemes: what each kind of credentials asks for, in any one of which. */
final class CredentialSchemes {

    private final List<CredentialCheck> checks;

    CredentialSchemes(List<CredentialCheck> checks) {
        this.checks = checks;
    }

    /** Adds the schemes to the components. */
    void describe(ObjectNode schemes) {
        for (CredentialCheck check : checks) {
            for (String header : names(check)) {
                if (isAuthorization(header)) {
                    String scheme = scheme(check);
                    ObjectNode http =
                            schemes.putObject(scheme).put("type", "http").put("scheme", scheme);
                    if (scheme.equals("bearer")) {
                        http.put("bearerFormat", "JWT").put("description", "The access token of a login.");
                    }
                } else {
                    schemes.putObject(header)
                            .put("type", "apiKey")
                            .put("in", "header")
                            .put("name", header);
                }
            }
        }
    }

    /** What an operation asks for: the credentials of any one kind. */
    void require(ArrayNode security) {
        for (CredentialCheck check : checks) {
            ObjectNode all = security.addObject();
            names(check).forEach(header -> all.putArray(isAuthorization(header) ? scheme(check) : header));
        }
    }

    private static SortedSet<String> names(CredentialCheck check) {
        return new TreeSet<>(check.headers());
    }

    private static boolean isAuthorization(String header) {
        return header.equalsIgnoreCase(HttpHeaders.AUTHORIZATION);
    }

    /** The first word of a challenge (RFC 9110 §11.6.1). */
    private static String scheme(CredentialCheck check) {
        return check.challenge().trim().split(" ", 2)[0].toLowerCase(Locale.ROOT);
    }
}
