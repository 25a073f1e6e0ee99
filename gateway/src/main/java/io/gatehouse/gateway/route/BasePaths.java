package io.gatehouse.gateway.route;

import java.util.ArrayList;
import java.util.List;

/** The {@code base-paths} of a route file. */
final class BasePaths {

    private final Faults faults;

    BasePaths(Faults faults) {
        this.faults = faults;
    }

    List<BasePath> resolve(List<String> texts) {
        if (texts.isEmpty()) {
            faults.add(
                    "give at least one base path, as in [/api/v1]: without one, nothing can be reached", "base-paths");
        }
        List<BasePath> resolved = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                var base = BasePath.parse(texts.get(i));
                if (resolved.contains(base)) {
                    fault(i, "base path " + base + " stands there twice");
                } else {
                    resolved.add(base);
                }
            } catch (IllegalArgumentException e) {
                fault(i, String.valueOf(e.getMessage()));
            }
        }
        return resolved;
    }

    private void fault(int index, String message) {
        faults.add(message, "base-paths", Integer.toString(index));
    }
}
