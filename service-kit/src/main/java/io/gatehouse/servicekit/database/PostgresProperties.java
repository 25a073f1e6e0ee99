package io.gatehouse.servicekit.database;

import java.util.Map;

/** Properties of PostgreSQL's driver where the configuration sets none. Without them it waits for ever. Seconds. */
final class PostgresProperties {

    /**
     * The server gives up on a statement (1.5 s) or a lock (1 s) before the driver gives up on the server (2 s), so
     * that a slow statement costs no connection.
     */
    static final Map<String, String> FOR_REQUESTS = Map.of(
            "connectTimeout", "1",
            "loginTimeout", "1",
            "socketTimeout", "2",
            "tcpKeepAlive", "true",
            "options", "-c statement_timeout=1500 -c lock_timeout=1000");

    /** A change of a large table takes its time, but may not hold up others long while it waits for its lock. */
    static final Map<String, String> FOR_MIGRATIONS = Map.of(
            "connectTimeout", "5",
            "loginTimeout", "5",
            "tcpKeepAlive", "true",
            "options", "-c lock_timeout=10000");

    private PostgresProperties() {}
}
