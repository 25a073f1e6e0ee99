{{/* The Deployment of a service. What is its own stands in the templates <chart>.variables, .mounts, .volumes, .annotations. */}}
{{- define "gatehouse.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "gatehouse.name" . }}
  labels:
    {{- include "gatehouse.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  # A replica goes when its successor is ready; what is under way drains.
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  selector:
    matchLabels:
      {{- include "gatehouse.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "gatehouse.labels" . | nindent 8 }}
      {{- $annotations := merge (dict) .Values.podAnnotations (include (printf "%s.annotations" .Chart.Name) . | fromYaml) }}
      {{- with $annotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "gatehouse.name" . }}
      {{- include "gatehouse.pod-security" . | nindent 6 }}
      {{- include "gatehouse.pull-secrets" . | nindent 6 }}
      # The drain delay, 10 s for requests under way, and some to spare.
      terminationGracePeriodSeconds: 30
      topologySpreadConstraints:
        {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - maxSkew: 1
          topologyKey: {{ $key }}
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "gatehouse.selector" $ | nindent 14 }}
        {{- end }}
      {{- with .Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .Chart.Name }}
          {{- include "gatehouse.image-and-pull" . | nindent 10 }}
          {{- include "gatehouse.container-security" . | nindent 10 }}
          ports:
            - {name: http, containerPort: {{ .Values.service.port }}}
            - {name: admin, containerPort: {{ .Values.service.adminPort }}}
          env:
            {{- $own := include (printf "%s.variables" .Chart.Name) . | fromYaml }}
            {{- $common := dict "PORT" .Values.service.port "ADMIN_PORT" .Values.service.adminPort "DRAIN_DELAY" .Values.drainDelay "LOG_LEVEL" .Values.logLevel }}
            {{- $all := merge (dict) $own $common }}
            {{- range $name, $value := .Values.env }}{{ $_ := set $all $name $value }}{{ end }}{{/* merge takes "" and false for nothing */}}
            {{- include "gatehouse.variables" $all | nindent 12 }}
          # Until it has started once, and no longer than this; afterwards the other two are asked.
          startupProbe:
            httpGet: {path: /ready, port: admin}
            periodSeconds: 2
            timeoutSeconds: 2
            failureThreshold: 60
          readinessProbe:
            httpGet: {path: /ready, port: admin}
            periodSeconds: 2
            timeoutSeconds: 2
            failureThreshold: 2
          # Only a process that no longer answers is killed; a dependency that is down is no reason.
          livenessProbe:
            httpGet: {path: /alive, port: admin}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 3
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            {{- include (printf "%s.mounts" .Chart.Name) . | nindent 12 }}
      volumes:
        - name: tmp
          emptyDir: {sizeLimit: 64Mi}
        {{- include (printf "%s.volumes" .Chart.Name) . | nindent 8 }}
{{- end -}}
