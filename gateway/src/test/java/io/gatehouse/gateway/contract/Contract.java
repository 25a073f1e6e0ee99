package io.gatehouse.gateway.contract;

import au.com.dius.pact.core.model.ProviderState;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * What the gateway and one service agree on: the interactions that a test class runs, all of them. They gather in
 * {@code target/pacts}; when the class is through, that file has to be the committed one. {@code -Dpacts.update}
 * commits to the new one instead.
 */
final class Contract implements BeforeAllCallback, AfterEachCallback, TestWatcher, AfterAllCallback {

    private final String service;
    private final PactFile fresh;
    private final PactFile committed;
    private final Set<String> descriptions = new HashSet<>();
    private final Set<Method> done = new HashSet<>();
    private boolean failed;

    private Contract(String service) {
        this.service = service;
        String name = "gateway-" + service + ".json";
        fresh = new PactFile(Path.of(System.getProperty("pact.rootDir", "target/pacts"), name));
        committed = new PactFile(Path.of(System.getProperty("gatehouse.root", ".."), "contracts", "pacts", name));
    }

    static Contract with(String service) {
        return new Contract(service);
    }

    /** Begins an interaction: what has to be so at the service before it. */
    Interaction given(ProviderState... states) {
        return new Interaction(service, List.of(states), descriptions);
    }

    /** Pact adds to a file that is there, and so would keep what no test says any more. */
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Files.deleteIfExists(fresh.path());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        done.add(context.getRequiredTestMethod());
        failed |= context.getExecutionException().isPresent();
    }

    /** Counts as done, so that the interaction of a test switched off is missed. */
    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        done.add(context.getRequiredTestMethod());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (failed) {
            return;
        }
        if (!done.containsAll(tests(context.getRequiredTestClass()))) {
            System.out.println("Not every test of the contract with " + service + " ran: nothing to compare.");
        } else if (System.getProperty("pacts.update") != null) {
            fresh.copyTo(committed);
            System.out.println("Written: " + committed.path());
        } else {
            String drift = Drift.between(committed, fresh);
            if (!drift.isEmpty()) {
                throw new AssertionError(drift);
            }
        }
    }

    private static List<Method> tests(Class<?> type) {
        return AnnotationSupport.findAnnotatedMethods(type, Testable.class, HierarchyTraversalMode.TOP_DOWN);
    }
}
