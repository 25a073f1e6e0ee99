package io.gatehouse.servicekit.database;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.ValidationMethod;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code database} part of a service's configuration: Dropwizard's data source with defaults that give up early.
 * A request waits less than three seconds for a database that is down, locked or silent, whichever of its waits it
 * meets: for a connection of the pool (0.8 s), for the check of that connection (1 s), for a new one (1 s) or for an
 * answer (2 s). A connection that broke is noticed the next time it is used.
 */
public final class DatabaseFactory extends DataSourceFactory {

    public DatabaseFactory() {
        setInitialSize(2);
        setMinSize(2);
        setMaxSize(16);
        setMaxWaitForConnection(Duration.milliseconds(800));
        // Without a query the pool asks the driver's isValid, which keeps to the timeout on a silent server too.
        setValidationQuery(null);
        setValidationQueryTimeout(Duration.seconds(1));
        setValidationInterval(Duration.milliseconds(500));
        setCheckConnectionOnBorrow(true);
        // The pool locks a connection while it checks it idle, and a request that wants it would wait for both checks.
        setCheckConnectionWhileIdle(false);
        setEvictionInterval(Duration.seconds(5));
        setRollbackOnReturn(true);
        setAutoCommentsEnabled(false);
        setIgnoreExceptionOnPreLoad(true);
    }

    /** The pool that answers requests. */
    @Override
    public ManagedDataSource build(MetricRegistry metrics, String name) {
        return build(metrics, name, PostgresProperties.FOR_REQUESTS);
    }

    /** Connections that bring the schema up to date; those may take long. */
    ManagedDataSource buildForMigrations(MetricRegistry metrics) {
        return build(metrics, "migrations", PostgresProperties.FOR_MIGRATIONS);
    }

    private ManagedDataSource build(MetricRegistry metrics, String name, Map<String, String> postgresDefaults) {
        if (getDriverClass() == null) {
            setDriverClass(isPostgres() ? "org.postgresql.Driver" : "org.h2.Driver");
        }
        Map<String, String> configured = getProperties();
        if (!isPostgres()) {
            return super.build(metrics, name);
        }
        // What the configuration says wins over these, and what the URL says over both: the driver sees to that.
        Map<String, String> properties = new HashMap<>(postgresDefaults);
        properties.putAll(configured);
        setProperties(properties);
        try {
            return super.build(metrics, name);
        } finally {
            setProperties(configured);
        }
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

    /** Whoever can reach the server could otherwise have what is stored there. */
    @ValidationMethod(message = DatabasePassword.MESSAGE)
    public boolean isProtected() {
        return !isPostgres() || new DatabasePassword(getUrl(), getUser(), getPassword(), getProperties()).isEnough();
    }

    /**
     * H2 runs whatever stands in INIT when it connects, so a URL from outside could run SQL, or Java. A backslash in a
     * URL of H2's stands for the character after it.
     */
    @ValidationMethod(message = "url must not contain INIT")
    public boolean isFreeOfInit() {
        return !getUrl().toUpperCase(Locale.ROOT).replaceAll("[\\s\\\\]", "").contains(";INIT=");
    }
}
