// What the pipelines have in common: each step of a service's way from a commit to an environment, once.
// Loaded from the checkout, so that a commit is built and deployed by the steps of that very commit.
import groovy.transform.Field

@Field final List SERVICES = ['gateway', 'users', 'orders']

/** A service's tests, and those of what it is made of. */
void test(String service) {
    sh "mvn -B -ntp -pl ${known(service)} -am verify"
}

/** Tells the broker what the gateway expects, and has a service's promises verified against the broker's pacts. */
void contracts(String service) {
    if (known(service) == 'gateway') {
        broker('publish')
    } else {
        withBroker {
            sh "mvn -B -ntp -pl ${service} -am verify -Dtest='*ContractTest' -Dsurefire.failIfNoSpecifiedTests=false"
        }
    }
}

/** Builds and pushes the image of a service; returns its digest, which is all that is deployed from then on. */
String image(String service) {
    withCredentials([usernamePassword(credentialsId: 'gatehouse-registry', usernameVariable: 'REGISTRY_USER', passwordVariable: 'REGISTRY_PASSWORD')]) {
        sh 'printf %s "$REGISTRY_PASSWORD" | docker login --username "$REGISTRY_USER" --password-stdin "${REGISTRY%%/*}"'
        // The default builder makes neither SBOM nor provenance.
        sh 'docker buildx inspect gatehouse >/dev/null 2>&1 || docker buildx create --name gatehouse --driver docker-container'
        try {
            sh """docker buildx build --builder gatehouse --push --sbom=true --provenance=mode=max --metadata-file image.json \
                --file deploy/docker/Dockerfile --build-arg SERVICE=${known(service)} --build-arg REVISION=\$GIT_COMMIT \
                --tag \$REGISTRY/gatehouse-${service}:\$GIT_COMMIT ."""
        } finally {
            sh 'docker logout "${REGISTRY%%/*}"'
        }
    }
    String digest = sh(returnStdout: true, script: "sed -n 's/.*\"containerimage.digest\": *\"\\(sha256:[0-9a-f]*\\)\".*/\\1/p' image.json").trim()
    if (!(digest ==~ /sha256:[0-9a-f]{64}/)) {
        error "The registry told no digest for the image of ${service}; see image.json."
    }
    return digest
}

/** Asks the broker whether this commit of a service fits what runs in an environment. */
void canIDeploy(String service, String environment) {
    broker("can-i-deploy ${known(service)} ${environment}")
}

/** Upgrades a service's release to an image; what fails or does not become ready is rolled back by Helm. */
void deploy(String service, String environment, String digest) {
    if (!(digest ==~ /sha256:[0-9a-f]{64}/)) {
        error "DIGEST must be that of an image, sha256: and 64 hexadecimal digits, but is '${digest}'."
    }
    withKubeConfig([credentialsId: "gatehouse-${environment}"]) {
        sh "deploy/helm/dependencies"
        sh """helm upgrade --install ${known(service)} deploy/helm/${service} --namespace gatehouse-${environment} \
            --values deploy/jenkins/environments/${environment}/${service}.yaml \
            --set global.registry=\$REGISTRY --set image.digest=${digest} \
            --atomic --wait --timeout 20m --history-max 10"""
    }
}

/** The chart's tests against what runs there now. */
void check(String service, String environment) {
    if (known(service) == 'gateway') {
        withKubeConfig([credentialsId: "gatehouse-${environment}"]) {
            sh "helm test gateway --namespace gatehouse-${environment} --timeout 2m --logs"
        }
    }
}

/** Back to the revision before, for an upgrade that went through and still does no good. */
void rollback(String service, String environment) {
    withKubeConfig([credentialsId: "gatehouse-${environment}"]) {
        sh "helm rollback ${known(service)} --namespace gatehouse-${environment} --wait --timeout 10m"
    }
}

/** Tells the broker what runs in an environment now, which the next can-i-deploy is answered by. */
void recordDeployment(String service, String environment) {
    broker("record-deployment ${known(service)} ${environment}")
}

private void broker(String arguments) {
    withBroker {
        sh "contracts/broker ${arguments}"
    }
}

private void withBroker(Closure steps) {
    withCredentials([string(credentialsId: 'gatehouse-pact-broker', variable: 'PACTBROKER_TOKEN')]) {
        steps()
    }
}

private String known(String service) {
    if (!(service in SERVICES)) {
        error "SERVICE is '${service}', but there are ${SERVICES.join(', ')}."
    }
    return service
}

return this
