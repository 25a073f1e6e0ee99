package io.gatehouse.gateway.proxy;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.util.function.Function;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/**
 * Gives resource methods their {@link InboundRequest}. JAX-RS's own way to inject a request asks the injection framework
 * anew each time, which was a twentieth of what the gateway allocated.
 */
final class InboundRequestParameter implements ValueParamProvider {

    private InboundRequestParameter() {}

    static void register(JerseyEnvironment jersey) {
        jersey.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(new InboundRequestParameter()).to(ValueParamProvider.class);
            }
        });
    }

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        return parameter.getRawType() == InboundRequest.class ? InboundRequest::of : null;
    }

    /** Before those who would look for it among what can be injected. */
    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
