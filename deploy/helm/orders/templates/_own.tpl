{{/* What the common templates ask of this chart. */}}
{{- define "orders.variables" -}}
{{ include "gatehouse.database-variables" . }}
{{- end -}}
{{- define "orders.mounts" -}}{{ include "gatehouse.database-mounts" . }}{{- end -}}
{{- define "orders.volumes" -}}{{ include "gatehouse.database-volumes" . }}{{- end -}}
{{- define "orders.annotations" -}}{}{{- end -}}
