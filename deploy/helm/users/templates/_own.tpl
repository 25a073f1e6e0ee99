{{/* What the common templates ask of this chart. */}}
{{- define "users.variables" -}}
{{ include "gatehouse.database-variables" . }}
DEMO_ACCOUNTS: {{ .Values.demoAccounts }}
PASSWORD_SHARE: {{ .Values.passwordShare }}
{{- end -}}
{{- define "users.mounts" -}}{{ include "gatehouse.database-mounts" . }}{{- end -}}
{{- define "users.volumes" -}}{{ include "gatehouse.database-volumes" . }}{{- end -}}
{{- define "users.annotations" -}}{}{{- end -}}
