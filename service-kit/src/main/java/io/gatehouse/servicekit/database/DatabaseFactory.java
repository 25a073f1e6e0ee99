package io.gatehouse.servicekit.database;

import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.ValidationMethod;
import java.util.Locale;

/**
 * The {@code database} part of a service's configuration: Dropwizard's data source with defaults that give up early.
 * A request waits at most about two seconds for a database that is down, locked or silent, and a connection that broke
 * is noticed the next time it is used.
 */
public final class DatabaseFactory extends DataSourceFactory {

    public DatabaseFactory() {
        setInitialSize(2);
        setMinSize(2);
        setMaxSize(16);
        setMaxWaitForConnection(Duration.milliseconds(1500));
        // Without a query the pool asks the driver's isValid, which keeps to the timeout on a silent server too.
        setValidationQuery(null);
        setValidationQueryTimeout(Duration.seconds(1));
        setValidationInterval(Duration.milliseconds(500));
        setCheckConnectionOnBorrow(true);
        setCheckConnectionWhileIdle(true);
        setEvictionInterval(Duration.seconds(5));
        setRollbackOnReturn(true);
        setAutoCommentsEnabled(false);
        setIgnoreExceptionOnPreLoad(true);
    }

    boolean isPostgres() {
        return getUrl().startsWith("jdbc:postgresql:");
    }

    /** The URL without its parameters, among which a password may stand. */
    String address() {
        return getUrl().split("[?;]", 2)[0];
    }

    @ValidationMethod(message = "url must start with jdbc:h2: or jdbc:postgresql:")
    public boolean isKnownDatabase() {
        return isPostgres() || getUrl().startsWith("jdbc:h2:");
    }

    /** H2 runs whatever stands in INIT when it connects, so a URL from outside could run SQL, or Java. */
    @ValidationMethod(message = "url must not contain INIT")
    public boolean isFreeOfInit() {
        return !getUrl().toUpperCase(Locale.ROOT).replaceAll("\\s", "").contains(";INIT=");
    }
}
