package io.gatehouse.users.user;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for every administrative act, under a logger of its own: who, what, whom, when. */
final class AuditLog {

    private static final Logger log = LoggerFactory.getLogger("audit");

    private final Clock clock;

    AuditLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes a line, once the act is done and committed.
     *
     * @param what such as {@code create}
     * @param whom such as {@code user 17}; nothing that a client wrote
     */
    void write(Actor who, String what, String whom) {
        log.info(
                "who=[{}] what=[{}] whom=[{}] when=[{}]",
                who.name(),
                what,
                whom,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
