{{/* What the common templates ask of this chart. */}}
{{- define "gateway.variables" -}}
ACCESS_KEYS: /run/secrets/gatehouse/access
INTERNAL_KEYS: /run/secrets/gatehouse/internal
USERS_SERVICE_URL: {{ .Values.services.users | default (printf "http://%s:8002" (include "gatehouse.name-of" (list . "users"))) }}
ORDERS_SERVICE_URL: {{ .Values.services.orders | default (printf "http://%s:8003" (include "gatehouse.name-of" (list . "orders"))) }}
RESOLVE_SERVICES: "true"
REVOCATIONS_SERVICE: users
TRUSTED_PROXIES: {{ join "," .Values.trustedProxies | quote }}
CORS_ORIGINS: {{ join "," .Values.corsOrigins | quote }}
{{- with .Values.tracing.endpoint }}
OTEL_EXPORTER_OTLP_ENDPOINT: {{ . | quote }}
{{- end }}
{{- if .Values.redis.secret }}
REDIS_URL_FILE: /run/secrets/redis/url
{{- end }}
{{- if .Values.routes }}
ROUTES: /etc/gatehouse/routes/routes.yml
{{- end }}
{{- end -}}

{{/* Behind a proxy that is not believed, everyone has the proxy's address, and one limit of logins. */}}
{{- define "gateway.behind-proxies" -}}
{{- if not .Values.trustedProxies }}
{{- fail "\n\ngateway: set trustedProxies to the networks of the proxies in front, or all clients share one address and its rate limits. Nothing was installed.\n" }}
{{- end }}
{{- end -}}

{{- define "gateway.mounts" -}}
- {name: keys, mountPath: /run/secrets/gatehouse, readOnly: true}
{{- if .Values.redis.secret }}
- {name: redis, mountPath: /run/secrets/redis, readOnly: true}
{{- end }}
{{- if .Values.routes }}
- {name: routes, mountPath: /etc/gatehouse/routes, readOnly: true}
{{- end }}
{{- end -}}

{{- define "gateway.volumes" -}}
- name: keys
  secret:
    secretName: {{ include "gatehouse.secret" (dict "root" . "given" .Values.secrets.keys "generated" "gateway-keys" "value" "secrets.keys" "holds" "access and internal, the private keys that sign tokens") }}
    defaultMode: 0440
{{- with .Values.redis.secret }}
- name: redis
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- if .Values.routes }}
- name: routes
  configMap: {name: {{ include "gatehouse.name" . }}-routes}
{{- end }}
{{- end -}}

{{/* A changed route file needs no restart: the gateway takes it up. */}}
{{- define "gateway.annotations" -}}{}{{- end -}}
