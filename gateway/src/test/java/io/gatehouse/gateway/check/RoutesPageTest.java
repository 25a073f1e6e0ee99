package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.route.RouteFileReader;
import io.gatehouse.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation shows who may do what with the file that we ship. */
class RoutesPageTest {

    private static final Pattern MATRIX = Pattern.compile("<!-- matrix -->\n(.*)\n<!-- /matrix -->", Pattern.DOTALL);

    @Test
    void the_page_has_the_matrix_that_the_command_prints() throws IOException {
        var shipped = new RouteFileReader(Map.of()).read(TestGateway.SHIPPED_ROUTES);
        var matrix = MATRIX.matcher(Files.readString(Path.of("../docs/routes.md")));

        assertThat(matrix.find()).isTrue();
        assertThat(matrix.group(1))
                .as("'Who may do what' in docs/routes.md; gateway check --format markdown prints it anew")
                .isEqualTo(MatrixFormat.MARKDOWN.show(AccessMatrix.of(shipped)));
    }
}
