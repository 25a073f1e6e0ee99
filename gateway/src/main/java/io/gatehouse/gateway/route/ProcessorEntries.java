package io.gatehouse.gateway.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.gateway.processor.ResponseProcessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code response} of a route: its processors, in their order. */
final class ProcessorEntries {

    private final TypedEntries<ResponseProcessor> entries;

    ProcessorEntries(Faults faults) {
        this.entries = new TypedEntries<>(ResponseProcessor.class, "response processor", null, faults);
    }

    /** Those without faults. */
    List<ResponseProcessor> resolve(String key, @Nullable List<JsonNode> response) {
        if (response == null) {
            return List.of();
        }
        List<ResponseProcessor> processors = new ArrayList<>();
        for (int i = 0; i < response.size(); i++) {
            ResponseProcessor processor = entries.read(response.get(i), "routes", key, "response", Integer.toString(i));
            if (processor != null) {
                processors.add(processor);
            }
        }
        return processors;
    }
}
