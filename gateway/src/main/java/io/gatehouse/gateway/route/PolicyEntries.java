package io.gatehouse.gateway.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.gateway.auth.NamedPolicy;
import io.gatehouse.gateway.auth.Policy;
import io.gatehouse.gateway.auth.UserTypes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code policies} of a route file. */
final class PolicyEntries {

    /** Stands for a policy at fault, so that routes that name it are not at fault for that. */
    private static final Policy NOBODY = (caller, operation) -> false;

    private final Faults faults;
    private final TypedEntries<Policy> entries;

    PolicyEntries(Faults faults) {
        this.faults = faults;
        this.entries = new TypedEntries<>(Policy.class, "policy", UserTypes.TYPE, faults);
    }

    Map<String, NamedPolicy> resolve(Map<String, JsonNode> policies) {
        Map<String, NamedPolicy> resolved = new HashMap<>();
        policies.forEach((name, entry) -> {
            faults.checkName(name, "policies");
            resolved.put(name, named(name, entries.read(entry, "policies", name)));
        });
        return resolved;
    }

    private NamedPolicy named(String name, @Nullable Policy policy) {
        if (policy != null) {
            try {
                return new NamedPolicy(name, policy);
            } catch (RuntimeException e) {
                faults.add("policy '" + name + "' does not tell whether it is open: " + e, "policies", name);
            }
        }
        return new NamedPolicy(name, NOBODY);
    }
}
