package io.gatehouse.servicekit.database;

import org.jdbi.v3.core.Jdbi;

/** A service's database, opened by a test past the service and in the service's way. */
public final class DirectJdbi {

    private DirectJdbi() {}

    /**
     * Connects anew for every handle.
     *
     * @param url with the user, as {@code TestDatabase.freshUrl()} gives it
     */
    public static Jdbi open(String url) {
        return Jdbi.create(url).installPlugin(new InstantsInUtc());
    }
}
