{{/* Who may talk to whom. Peers and ports are told apart: a peer is a list as in a NetworkPolicy's from and to. */}}

{{- define "gatehouse.pods-of" -}}
- podSelector:
    matchLabels:
      app.kubernetes.io/part-of: gatehouse
      app.kubernetes.io/name: {{ . }}
{{- end -}}

{{- define "gatehouse.dns" -}}
- to:
    {{- toYaml .Values.networkPolicy.dns | nindent 4 }}
  ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end -}}

{{/* Prometheus, when it is told from where it comes. */}}
{{- define "gatehouse.scraping" -}}
{{- with .Values.networkPolicy.scrapedFrom }}
- from:
    {{- toYaml . | nindent 4 }}
  ports:
    - {port: admin, protocol: TCP}
{{- end }}
{{- end -}}

{{- define "gatehouse.to-database" -}}
- to:
    {{- if .Values.database.to }}
    {{- toYaml .Values.database.to | nindent 4 }}
    {{- else }}
    {{- include "gatehouse.pods-of" "database" | nindent 4 }}
    {{- end }}
  ports:
    - {port: {{ .Values.database.port }}, protocol: TCP}
{{- end -}}

{{/* The policy of a service behind the gateway. */}}
{{- define "gatehouse.internal-policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "gatehouse.name" . }}
  labels:
    {{- include "gatehouse.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "gatehouse.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        {{- include "gatehouse.pods-of" "gateway" | nindent 8 }}
      ports:
        - {port: http, protocol: TCP}
    {{- include "gatehouse.scraping" . | nindent 4 }}
  egress:
    {{- include "gatehouse.dns" . | nindent 4 }}
    {{- include "gatehouse.to-database" . | nindent 4 }}
{{- end -}}
