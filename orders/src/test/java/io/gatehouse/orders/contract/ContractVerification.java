package io.gatehouse.orders.contract;

import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import io.gatehouse.orders.OrdersService;
import io.gatehouse.orders.order.OrderStates;
import io.gatehouse.servicekit.testing.TestDatabase;
import io.gatehouse.servicekit.testing.contract.ContractReplay;
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

    private static OrdersService service;
    private static OrderStates states;
    private ContractReplay replay;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) throws Exception {
        service = new OrdersService(database.freshUrl());
        states = new OrderStates(service.jdbi());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
    }

    @BeforeEach
    void prepare(PactVerificationContext interaction) throws Exception {
        states.reset();
        replay = new ContractReplay(interaction, service.gateway(), service.url(), states);
    }

    @TestTemplate
    @ExtendWith(PactVerificationInvocationContextProvider.class)
    void the_service_keeps_its_side(ClassicHttpRequest request) {
        replay.run(request);
    }
}
