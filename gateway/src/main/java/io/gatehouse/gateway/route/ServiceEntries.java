package io.gatehouse.gateway.route;

import io.gatehouse.gateway.route.RouteFile.ServiceEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@code services} of a route file. */
final class ServiceEntries {

    /** Calls under way to one service when its entry sets no bound of its own. */
    static final int DEFAULT_MAX_IN_FLIGHT = 1024;

    private final Faults faults;

    ServiceEntries(Faults faults) {
        this.faults = faults;
    }

    Map<String, Service> resolve(Map<String, ServiceEntry> entries) {
        Map<String, Service> services = new HashMap<>();
        entries.forEach((name, entry) -> {
            faults.checkName(name, "services");
            if (entry.urls() != null) {
                services.put(name, service(name, entry, entry.urls()));
            }
        });
        return services;
    }

    private Service service(String name, ServiceEntry entry, List<String> texts) {
        if (texts.isEmpty()) {
            faults.add(
                    "service '" + name + "' needs a URL, as in urls: [\"http://localhost:8002\"]",
                    "services",
                    name,
                    "urls");
        }
        List<URI> urls = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            // One variable of the environment may name several instances, with commas between.
            for (String text : texts.get(i).split(",", -1)) {
                add(urls, text.trim(), "services", name, "urls", Integer.toString(i));
            }
        }
        int maxInFlight = Objects.requireNonNullElse(entry.maxInFlight(), DEFAULT_MAX_IN_FLIGHT);
        if (maxInFlight < 1) {
            faults.add("'max-in-flight' must be at least 1", "services", name, "max-in-flight");
        }
        return new Service(name, urls, maxInFlight, entry.resolve());
    }

    private void add(List<URI> urls, String text, String... place) {
        URI url = url(text);
        if (url == null) {
            faults.add("'" + text + "' is not scheme, host and port alone, as in http://localhost:8002", place);
        } else if (urls.contains(url)) {
            faults.add("'" + text + "' stands there twice", place);
        } else {
            urls.add(url);
        }
    }

    private static @Nullable URI url(String text) {
        try {
            URI url = URI.create(text);
            boolean plain = url.getHost() != null
                    && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && (url.getRawPath() == null || url.getRawPath().isEmpty())
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getUserInfo() == null;
            return plain ? url : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
