{{/* Names, labels and images. Releases of one service each, named as it is, are called just so; others put their name first. */}}

{{- define "gatehouse.name-of" -}}
{{- $root := first . -}}{{- $chart := last . -}}
{{- if has $root.Release.Name (list "gateway" "users" "orders") -}}{{ $chart }}
{{- else -}}{{ printf "%s-%s" $root.Release.Name $chart | trunc 63 | trimSuffix "-" }}{{- end -}}
{{- end -}}

{{- define "gatehouse.name" -}}{{ include "gatehouse.name-of" (list . .Chart.Name) }}{{- end -}}

{{/* What tells the pods of a service from others. The component keeps Services off the pods of hooks. */}}
{{- define "gatehouse.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end -}}

{{- define "gatehouse.labels-without-component" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: gatehouse
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "gatehouse.labels" -}}
{{ include "gatehouse.labels-without-component" . }}
app.kubernetes.io/component: server
{{- end -}}

{{/* A digest wins over a tag: it names the very bytes that were tested. */}}
{{- define "gatehouse.image" -}}
{{- $repository := .Values.image.repository -}}
{{- with .Values.global.registry -}}{{- $repository = printf "%s/%s" (trimSuffix "/" .) $repository -}}{{- end -}}
{{- if .Values.image.digest -}}{{ $repository }}@{{ .Values.image.digest }}
{{- else -}}{{ $repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{- end -}}
{{- end -}}

{{/* The name of a Secret: as given, or as the umbrella chart makes it, or a word on what is missing. */}}
{{- define "gatehouse.secret" -}}
{{- if .given -}}{{ .given }}
{{- else if .root.Values.global.generateSecrets -}}{{ include "gatehouse.name-of" (list .root .generated) }}
{{- else -}}{{ fail (printf "\n\n%s: set %s to the name of a Secret that holds %s. deploy/helm/README.md tells how to make it. Nothing was installed.\n" .root.Chart.Name .value .holds) }}
{{- end -}}
{{- end -}}
