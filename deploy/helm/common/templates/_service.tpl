{{/* What stands around a Deployment: ServiceAccount, Service, HorizontalPodAutoscaler, PodDisruptionBudget, ServiceMonitor. */}}

{{- define "gatehouse.around" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "gatehouse.name" . }}
  labels:
    {{- include "gatehouse.labels" . | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "gatehouse.name" . }}
  labels:
    {{- include "gatehouse.labels" . | nindent 4 }}
spec:
  {{- if .Values.service.headless }}
  # Without an address of its own: the gateway sees each replica and leaves alone the one that fails.
  clusterIP: None
  {{- else }}
  type: {{ .Values.service.type }}
  {{- end }}
  selector:
    {{- include "gatehouse.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ .Values.service.port }}, targetPort: http, appProtocol: http}
    {{- if .Values.service.headless }}
    - {name: admin, port: {{ .Values.service.adminPort }}, targetPort: admin, appProtocol: http}
    {{- end }}
{{- if and .Values.serviceMonitor.enabled (not .Values.service.headless) }}
---
# For Prometheus alone: the admin port never stands beside the public one.
apiVersion: v1
kind: Service
metadata:
  name: {{ include "gatehouse.name" . }}-admin
  labels:
    {{- include "gatehouse.labels" . | nindent 4 }}
spec:
  clusterIP: None
  selector:
    {{- include "gatehouse.selector" . | nindent 4 }}
  ports:
    - {name: admin, port: {{ .Values.service.adminPort }}, targetPort: admin, appProtocol: http}
{{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "gatehouse.name" . }}
  labels:
    {{- include "gatehouse.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "gatehouse.selector" . | nindent 6 }}
{{- if .Values.autoscaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "gatehouse.name" . }}
  labels:
    {{- include "gatehouse.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ include "gatehouse.name" . }}}
  minReplicas: {{ .Values.autoscaling.min }}
  maxReplicas: {{ .Values.autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ .Values.autoscaling.cpu }}}
  behavior:
    # A new JVM is busy with itself at first: what it takes then is no reason for one more.
    scaleUp: {stabilizationWindowSeconds: 60}
    scaleDown: {stabilizationWindowSeconds: 300}
{{- end }}
{{- if .Values.serviceMonitor.enabled }}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: {{ include "gatehouse.name" . }}
  labels:
    {{- include "gatehouse.labels" . | nindent 4 }}
    {{- with .Values.serviceMonitor.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  # The job is the service, as alerts and dashboard have it, whatever the release is named.
  jobLabel: app.kubernetes.io/name
  selector:
    matchLabels:
      {{- include "gatehouse.selector" . | nindent 6 }}
  endpoints:
    - {port: admin, path: /metrics, interval: {{ .Values.serviceMonitor.interval }}}
{{- end }}
{{- end -}}
