package io.gatehouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipelines, as Groovy reads them: Jenkins would tell of these mistakes only when a pipeline runs. */
class JenkinsTest {

    private static final String FOLDER = "deploy/jenkins/";

    /** Declarative Pipeline's sections of a pipeline, and of a stage. */
    private static final Set<String> SECTIONS =
            Set.of("agent", "parameters", "options", "environment", "stages", "post", "tools", "triggers", "libraries");

    private static final Set<String> STAGE =
            Set.of("agent", "steps", "post", "when", "environment", "options", "input", "tools", "stages", "parallel");

    @ParameterizedTest
    @ValueSource(strings = {"build", "deploy", "master"})
    void a_pipeline_is_declarative_and_bounded(String name) {
        ClosureExpression pipeline = pipeline(name);

        List<String> sections = calls(pipeline);
        assertThat(SECTIONS).containsAll(sections);
        assertThat(sections).doesNotHaveDuplicates().contains("agent", "parameters", "options", "stages");
        assertThat(calls(section(pipeline, "options"))).contains("timeout", "disableConcurrentBuilds");
        for (MethodCallExpression stage : stages(pipeline)) {
            List<String> parts = calls(body(stage));
            assertThat(STAGE).as(stage.getText()).containsAll(parts);
            assertThat(parts).as(stage.getText()).contains("steps");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build  | Prepare, Test, Contracts, Image",
                "deploy | Prepare, Contracts, Deploy, Test, Record",
                "master | Build, Contracts, Staging, Approve, Production"
            })
    void stages_come_in_their_order(String name, String stages) {
        assertThat(stages(pipeline(name)).stream().map(JenkinsTest::title).collect(Collectors.joining(", ")))
                .isEqualTo(stages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "deploy", "master"})
    void what_a_pipeline_calls_is_in_the_library(String name) {
        Set<String> defined = new TreeSet<>();
        for (MethodNode method : module("gatehouse.groovy").getMethods()) {
            if (!method.isPrivate()) {
                defined.add(method.getName() + "/" + method.getParameters().length);
            }
        }
        Set<String> called = new TreeSet<>();
        visit(pipeline(name), call -> {
            if (call.getObjectExpression().getText().equals("gatehouse")) {
                called.add(call.getMethodAsString() + "/"
                        + ((ArgumentListExpression) call.getArguments())
                                .getExpressions()
                                .size());
            }
        });

        assertThat(called).isNotEmpty();
        assertThat(defined).containsAll(called);
    }

    @Test
    void the_library_has_nothing_that_nobody_calls() {
        String pipelines = Repository.text(FOLDER + "build.jenkinsfile")
                + Repository.text(FOLDER + "deploy.jenkinsfile")
                + Repository.text(FOLDER + "master.jenkinsfile");
        for (MethodNode method : module("gatehouse.groovy").getMethods()) {
            if (!method.isPrivate() && !Set.of("run", "main").contains(method.getName())) {
                assertThat(pipelines).contains("gatehouse." + method.getName() + "(");
            }
        }
    }

    @Test
    void releases_are_atomic_and_of_a_digest() {
        String library = Repository.text(FOLDER + "gatehouse.groovy");

        assertThat(library)
                .contains("helm upgrade --install", "--atomic", "image.digest=", "helm rollback", "can-i-deploy")
                .doesNotContain("image.tag=");
        assertThat(calls(section(pipeline("deploy"), "post"))).containsExactly("unsuccessful");
    }

    @ParameterizedTest
    @CsvSource({
        "staging, gateway",
        "staging, users",
        "staging, orders",
        "production, gateway",
        "production, users",
        "production, orders"
    })
    void each_environment_s_values_render(String environment, String service) {
        Manifests rendered = Charts.render(
                service,
                service,
                Repository.path(FOLDER + "environments/" + environment + "/" + service + ".yaml")
                        .toString(),
                "image: {digest: 'sha256:" + "0".repeat(64) + "'}");

        assertThat(rendered.of(Deployment.class)).hasSize(1);
    }

    private static ClosureExpression pipeline(String name) {
        List<MethodCallExpression> found = new ArrayList<>();
        module(name + ".jenkinsfile").getStatementBlock().visit(new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                if (call.getMethodAsString().equals("pipeline")) {
                    found.add(call);
                }
            }
        });
        assertThat(found).hasSize(1);
        return body(found.get(0));
    }

    private static ModuleNode module(String file) {
        var unit = new CompilationUnit();
        unit.addSource(file, Repository.text(FOLDER + file));
        unit.compile(Phases.CONVERSION);
        return unit.getAST().getModules().get(0);
    }

    /** The names of what stands directly in a block. */
    private static List<String> calls(ClosureExpression block) {
        return statements(block).stream()
                .map(MethodCallExpression::getMethodAsString)
                .toList();
    }

    private static ClosureExpression section(ClosureExpression block, String name) {
        return body(statements(block).stream()
                .filter(call -> call.getMethodAsString().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static List<MethodCallExpression> stages(ClosureExpression pipeline) {
        return statements(section(pipeline, "stages"));
    }

    private static String title(MethodCallExpression stage) {
        return ((ArgumentListExpression) stage.getArguments()).getExpression(0).getText();
    }

    private static ClosureExpression body(MethodCallExpression call) {
        var arguments = ((ArgumentListExpression) call.getArguments()).getExpressions();
        return (ClosureExpression) arguments.get(arguments.size() - 1);
    }

    private static List<MethodCallExpression> statements(ClosureExpression block) {
        List<MethodCallExpression> calls = new ArrayList<>();
        for (var statement : ((org.codehaus.groovy.ast.stmt.BlockStatement) block.getCode()).getStatements()) {
            if (statement instanceof org.codehaus.groovy.ast.stmt.ExpressionStatement expression
                    && expression.getExpression() instanceof MethodCallExpression call) {
                calls.add(call);
            }
        }
        return calls;
    }

    private static void visit(ClosureExpression block, java.util.function.Consumer<MethodCallExpression> visitor) {
        block.getCode().visit(new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                visitor.accept(call);
                super.visitMethodCallExpression(call);
            }
        });
    }
}
