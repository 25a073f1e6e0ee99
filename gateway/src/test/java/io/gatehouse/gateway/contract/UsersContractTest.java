package io.gatehouse.gateway.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/** All that the gateway and users agree on. The tests stand in the interfaces; the pact is whole when all have run. */
class UsersContractTest
        implements Logins,
                PasswordChanges,
                SessionContinuations,
                RevocationFeeds,
                UserReads,
                UserCreations,
                UserChanges,
                UserDeletions {

    @RegisterExtension
    static final Contract users = Contract.with("users");
}
