package io.gatehouse.users.contract;

import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import io.gatehouse.servicekit.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway relies on, as committed. Reports nothing while it is kept; a failure tells of itself. */
@Provider("users")
@PactFolder("../contracts/pacts")
@VerificationReports({})
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class GatewayContractTest extends ContractVerification {

    GatewayContractTest(TestDatabase database) {}
}
