{{/* A service with a database: what users and orders are both made of. */}}

{{- define "gatehouse.database-variables" -}}
{{- $host := .Values.database.host -}}
{{- if not $host -}}
{{- if .Values.global.bundledDatabase -}}{{- $host = include "gatehouse.name-of" (list . "database") -}}
{{- else -}}{{ fail (printf "\n\n%s: set database.host to the host of PostgreSQL. Nothing was installed.\n" .Chart.Name) }}{{- end -}}
{{- end -}}
DATABASE_URL: "jdbc:postgresql://{{ $host }}:{{ .Values.database.port }}/{{ .Values.database.name }}{{ with .Values.database.parameters }}?{{ . }}{{ end }}"
DATABASE_USER: {{ .Values.database.user | quote }}
DATABASE_PASSWORD_FILE: /run/secrets/database/password
INTERNAL_PUBLIC_KEYS: /run/secrets/gatehouse/internal-public
{{- end -}}

{{- define "gatehouse.database-mounts" -}}
- {name: keys, mountPath: /run/secrets/gatehouse, readOnly: true}
- {name: database, mountPath: /run/secrets/database, readOnly: true}
{{- end -}}

{{- define "gatehouse.database-volumes" -}}
- name: keys
  secret:
    secretName: {{ include "gatehouse.secret" (dict "root" . "given" .Values.secrets.keys "generated" "internal-public" "value" "secrets.keys" "holds" "internal-public, the gateway's public internal keys") }}
    defaultMode: 0440
- name: database
  secret:
    secretName: {{ include "gatehouse.secret" (dict "root" . "given" .Values.secrets.database "generated" (printf "%s-database" .Chart.Name) "value" "secrets.database" "holds" "password, that of the service's database role") }}
    defaultMode: 0440
{{- end -}}

{{/*
The migration runs before replicas are replaced; a trial's first installation has neither database nor secrets until
then, and there each service brings its database up to date itself. Its policy is a hook as well: it has to be there first.
*/}}
{{- define "gatehouse.migration" -}}
{{- $hook := ternary "post-install,pre-upgrade" "pre-install,pre-upgrade" (or .Values.global.generateSecrets .Values.global.bundledDatabase) }}
{{- if .Values.networkPolicy.enabled }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "gatehouse.name" . }}-migrate
  labels:
    {{- include "gatehouse.labels-without-component" . | nindent 4 }}
    app.kubernetes.io/component: migration
  annotations:
    helm.sh/hook: {{ $hook }}
    helm.sh/hook-weight: "-10"
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: {{ .Chart.Name }}
      app.kubernetes.io/instance: {{ .Release.Name }}
      app.kubernetes.io/component: migration
  policyTypes: [Ingress, Egress]
  egress:
    {{- include "gatehouse.dns" . | nindent 4 }}
    {{- include "gatehouse.to-database" . | nindent 4 }}
---
{{- end }}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "gatehouse.name" . }}-migrate
  labels:
    {{- include "gatehouse.labels-without-component" . | nindent 4 }}
    app.kubernetes.io/component: migration
  annotations:
    helm.sh/hook: {{ $hook }}
    helm.sh/hook-weight: "0"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  backoffLimit: 3
  activeDeadlineSeconds: {{ .Values.migration.deadlineSeconds }}
  template:
    metadata:
      labels:
        {{- include "gatehouse.labels-without-component" . | nindent 8 }}
        app.kubernetes.io/component: migration
    spec:
      restartPolicy: Never
      {{- include "gatehouse.pod-security" . | nindent 6 }}
      {{- include "gatehouse.pull-secrets" . | nindent 6 }}
      containers:
        - name: migrate
          {{- include "gatehouse.image-and-pull" . | nindent 10 }}
          {{- include "gatehouse.container-security" . | nindent 10 }}
          args: [migrate, {{ .Chart.Name }}.yml]
          env:
            {{- include "gatehouse.variables" (include "gatehouse.database-variables" . | fromYaml) | nindent 12 }}
          resources:
            {{- toYaml .Values.migration.resources | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            {{- include "gatehouse.database-mounts" . | nindent 12 }}
      volumes:
        - name: tmp
          emptyDir: {sizeLimit: 64Mi}
        {{- include "gatehouse.database-volumes" . | nindent 8 }}
{{- end -}}
