package io.gatehouse.users.contract;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.servicekit.testing.contract.ContractReplay;
import io.gatehouse.users.UsersService;
import io.gatehouse.users.session.SessionStates;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/**
 * Replays each interaction of a contract against the real service. A subclass says where contracts come from and on
 * which databases.
 */
abstract class ContractVerification {

    private static UsersService service;
    private static UserStates users;
    private static SessionStates sessions;
    private ContractReplay replay;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        service = UsersService.start(database);
        users = new UserStates(service.jdbi());
        sessions = new SessionStates(service.jdbi());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
    }

    @BeforeEach
    void prepare(PactVerificationContext interaction) throws Exception {
        users.reset();
        sessions.reset();
        replay = new ContractReplay(interaction, service.gateway(), service.url(), users, sessions);
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    void the_service_keeps_its_side(ClassicHttpRequest request) {
        replay.run(request);
    }
}
