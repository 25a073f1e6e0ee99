package io.gatehouse.users.user;

import io.gatehouse.servicekit.database.SqlFailures;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Ids that the database draws, of which one can be taken by a demo account or an import, which choose theirs. */
final class DrawnIds {

    /** Ample: an import moves the next id past those it chose. */
    private static final int TAKEN_IN_A_ROW = 100;

    private DrawnIds() {}

    /** Inserts, and again with the next id as long as the one drawn was taken. */
    static <T> T insert(Supplier<T> insert) {
        for (int taken = 0; ; taken++) {
            try {
                return insert.get();
            } catch (JdbiException e) {
                if (taken == TAKEN_IN_A_ROW || !SqlFailures.violates(e, UserConflicts.ID_PRIMARY)) {
                    throw e;
                }
            }
        }
    }
}
