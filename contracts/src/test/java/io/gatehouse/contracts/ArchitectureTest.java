package io.gatehouse.contracts;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** The house plan, as rules. A change that needs another plan changes it here, where a reviewer sees it. */
@AnalyzeClasses(
        packages = "io.gatehouse",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("io.gatehouse.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule services_do_not_know_each_other = slices().matching("io.gatehouse.(users|orders|gateway)..")
            .namingSlices("$1")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule the_kit_knows_no_service = noClasses()
            .that()
            .resideInAPackage("io.gatehouse.servicekit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.gatehouse.users..", "io.gatehouse.orders..", "io.gatehouse.gateway..");

    @ArchTest
    static final ArchRule the_gateway_carries_no_database = noClasses()
            .that()
            .resideInAPackage("io.gatehouse.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..", "liquibase..", "org.h2..", "org.postgresql..");

    @ArchTest
    static final ArchRule gateway_packages_depend_against_the_flow_only = classes()
            .that()
            .resideInAPackage("io.gatehouse.gateway.route..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "io.gatehouse.gateway.route..",
                            "io.gatehouse.gateway.auth..",
                            // A route names its processors; what they are stands in a package that knows no other.
                            "io.gatehouse.gateway.processor..")
                    .or(DescribedPredicate.not(resideInAPackage("io.gatehouse.gateway.."))));

    @ArchTest
    static final ArchRule response_processors_know_no_other_part_of_the_gateway = noClasses()
            .that()
            .resideInAPackage("io.gatehouse.gateway.processor..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.gatehouse.gateway..")
                    .and(DescribedPredicate.not(resideInAPackage("io.gatehouse.gateway.processor.."))));

    @ArchTest
    static final ArchRule http_clients_live_in_upstream_alone = noClasses()
            .that()
            .resideInAPackage("io.gatehouse..")
            .and()
            .resideOutsideOfPackage("io.gatehouse.gateway.upstream..")
            .and()
            .doNotHaveFullyQualifiedName("io.gatehouse.gateway.GatewayApplication")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs.client..", "org.eclipse.jetty.client..", "java.net.http..");

    @ArchTest
    static final ArchRule servlets_stay_at_the_edge = noClasses()
            .that()
            .resideInAPackage("io.gatehouse..")
            .and()
            .resideOutsideOfPackages("io.gatehouse.servicekit..", "io.gatehouse.gateway.proxy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..");

    @ArchTest
    static final ArchRule nothing_in_the_gateway_waits =
            classes().that().resideInAPackage("io.gatehouse.gateway..").should(never(callMethodWhere(new Waiting())));

    @ArchTest
    static final ArchRule daos_are_used_in_their_package_alone = classes()
            .that(simpleNameEndingWith("Dao"))
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .should(ArchCondition.from(
                    DescribedPredicate.describe("be in a @NullMarked package", type -> type.getPackage()
                            .isAnnotatedWith("org.jspecify.annotations.NullMarked"))));

    @ArchTest
    static final ArchRule nothing_is_named_after_nothing =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Base)");

    @ArchTest
    static final ArchRule nothing_prints_but_commands = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Command")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    /** The kit's test support reaches us as a jar, which the stock option takes for main code. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** Whatever makes a thread stand still until something happens. */
    private static final class Waiting extends DescribedPredicate<JavaMethodCall> {

        private static final Set<String> ON_FUTURES = Set.of("get", "join");

        Waiting() {
            super("a thread waits");
        }

        @Override
        public boolean test(JavaMethodCall call) {
            JavaClass owner = call.getTargetOwner();
            boolean future = owner.isAssignableTo(Future.class) || owner.isEquivalentTo(CompletableFuture.class);
            return (future && ON_FUTURES.contains(call.getName()))
                    || (owner.isEquivalentTo(Thread.class) && call.getName().equals("sleep"));
        }
    }
}
