package io.gatehouse.deploy;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.TreeMap;

/** The variables that a Deployment gives its container. */
final class Environment {

    private Environment() {}

    static Map<String, String> of(Deployment deployment) {
        Map<String, String> variables = new TreeMap<>();
        for (EnvVar variable : deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()) {
            variables.put(variable.getName(), variable.getValue());
        }
        return variables;
    }
}
