package io.gatehouse.servicekit.testing.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.Jackson;
import io.gatehouse.servicekit.openapi.OpenApiResource;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtensions;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The OpenAPI 3.1 document of a service, made of its resources. */
public final class ServiceDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ServiceDocument() {}

    /** The document of all resources that a running service has registered. */
    public static ObjectNode of(String title, String description, Environment service) {
        Set<Class<?>> resources = service.jersey().getResourceConfig().getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class) && type != OpenApiResource.class)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var base = new OpenAPI()
                .info(new Info().title(title).version("1").description(description))
                .servers(List.of(new Server().url("/")));
        return of(base, resources);
    }

    private static ObjectNode of(OpenAPI base, Set<Class<?>> resources) {
        var extensions = new ArrayList<>(OpenAPIExtensions.getExtensions());
        var models = new ConstrainedModels(Jackson.newObjectMapper());
        OpenAPIExtensions.setExtensions(new ArrayList<>(extensions));
        OpenAPIExtensions.getExtensions().add(0, new InternalParameters());
        // The reader takes one for answers and the other for requests.
        List<ModelConverters> converters =
                List.of(ModelConverters.getInstance(true), ModelConverters.getInstance(false));
        converters.forEach(converter -> converter.addConverter(models));
        try {
            var configuration = new SwaggerConfiguration().openAPI31(true).openAPI(base);
            ObjectNode document = (ObjectNode) JSON.readTree(Json31.pretty(new Reader(configuration).read(resources)));
            document.set("paths", KitConventions.sorted(document.get("paths")));
            new KitConventions(document, JSON).apply();
            new Presence(document, models).apply();
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            converters.forEach(converter -> converter.removeConverter(models));
            OpenAPIExtensions.setExtensions(extensions);
        }
    }
}
