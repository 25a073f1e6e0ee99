package io.gatehouse.deploy;

/** Values to render the umbrella chart with, besides its own. */
final class ValueSets {

    /** What the production values demand. */
    static final String SECRETS = """
            gateway:
              secrets: {keys: gateway-keys}
            users: &service
              secrets: {keys: internal-public, database: database}
              database: {host: db.internal, to: [{ipBlock: {cidr: 10.1.2.3/32}}]}
            orders: *service
            """;

    /** All that can be switched on. */
    static final String EVERYTHING = """
            global: {registry: registry.example.org/gatehouse, pullSecrets: [pull]}
            database: {storageClass: fast}
            gateway:
              image: {pullPolicy: Always}
              autoscaling: {enabled: true}
              nodeSelector: {disk: fast}
              tolerations: [{key: spot, operator: Exists}]
              podAnnotations: {a: b}
              env: {GZIP: true, MAX_THREADS: 64}
              routes: "routes: {}"
              trustedProxies: [10.0.0.0/8, 192.168.0.0/16]
              corsOrigins: [https://app.example.org]
              redis: {secret: redis, to: [{podSelector: {matchLabels: {app: redis}}}]}
              tracing: {endpoint: "http://collector:4318", to: [{namespaceSelector: {}}]}
              ingress: {enabled: true, className: nginx, host: api.example.org, tlsSecret: tls, annotations: {a: b}}
              httpRoute: {enabled: true, parentRefs: [{name: public}], hostnames: [api.example.org]}
              serviceMonitor: {enabled: true, labels: {release: prometheus}}
              networkPolicy:
                clients: [{ipBlock: {cidr: 10.0.0.0/8}}]
                scrapedFrom: &prometheus [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
            users: &service
              autoscaling: {enabled: true}
              serviceMonitor: {enabled: true}
              database: {parameters: "sslmode=verify-full"}
              networkPolicy: {scrapedFrom: *prometheus}
            orders: *service
            """;

    /** All that can be switched off. */
    static final String NOTHING = """
            networkPolicy: {enabled: false}
            gateway: {networkPolicy: {enabled: false}}
            users: &service {migration: {enabled: false}, networkPolicy: {enabled: false}}
            orders: *service
            """;

    private ValueSets() {}
}
