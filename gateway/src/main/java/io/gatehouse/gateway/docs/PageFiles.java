package io.gatehouse.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The files of the documentation page: our own few, and Swagger UI's from its webjar. Each is read when first asked for. */
final class PageFiles {

    /** What the page itself is known by. */
    static final String PAGE = "index.html";

    private static final String OWN = "io/gatehouse/gateway/docs/";

    private final Map<String, Asset> files = new ConcurrentHashMap<>();

    @Nullable
    Asset find(String name) {
        return switch (name) {
            case PAGE -> own(name, "text/html; charset=utf-8");
            case "docs.css" -> own(name, "text/css; charset=utf-8");
            case "docs.js" -> own(name, "text/javascript; charset=utf-8");
            case "swagger-ui.css" -> swaggerUi(name, "text/css; charset=utf-8");
            case "swagger-ui-bundle.js" -> swaggerUi(name, "text/javascript; charset=utf-8");
            case "favicon-32x32.png" -> swaggerUi(name, "image/png");
            default -> null;
        };
    }

    private Asset own(String name, String type) {
        return files.computeIfAbsent(name, file -> Asset.of(OWN + file, type));
    }

    private Asset swaggerUi(String name, String type) {
        return files.computeIfAbsent(
                name, file -> Asset.of("META-INF/resources/webjars/swagger-ui/" + version() + "/" + file, type));
    }

    private static String version() {
        String descriptor = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(descriptor)) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
