package io.gatehouse.gateway.testing;

/** A route file for tests of the wire: nobody needs to log in, and every kind of route is there once. */
public final class OpenRoutes {

    public static final String YAML = """
            services:
              users: {urls: ["http://localhost:8002"]}
            base-paths: [/api]
            policies:
              anyone: {}
            defaults:
              policy: anyone
              timeouts: {connect: 1s, response: 5s, total: 5s}
              max-request-body: 1KiB
              max-response-body: 100KiB
            routes:
              GET /things: {service: users}
              POST /things: {service: users}
              GET /things/{id}: {service: users}
              PUT /things/{id}: {service: users}
              DELETE /things/{id}: {service: users}
              GET /people/{id}: {service: users, response-fields: [id, name]}
              PUT /people/{id}: {service: users, response-fields: [id]}
              DELETE /people/{id}: {service: users}
            """;

    private OpenRoutes() {}
}
