import type { Mapping } from "../mapping.ts";
import { ANNOTATED } from "./annotated.ts";
import { bySeverity } from "./severity.ts";

const severity = bySeverity("{labels.severity}", "{annotations.severity}", "{tags.severity}", "{payload.commonLabels.severity}");

export const GRAFANA: Mapping = {
  about: "Grafana: the webhook of its alerting, and that of the dashboard alerts before version 9",
  knownBy: [
    ["ruleId", "state"],
    ["ruleName", "evalMatches"],
    ["alerts", "orgId"],
    ["alerts", "title", "state"],
  ],
  alerts: "alerts",
  state: {
    of: ["{status}", "{state}"],
    is: { firing: "firing", alerting: "firing", no_data: "firing", resolved: "recovered", ok: "recovered", pending: "ignored", paused: "ignored" },
  },
  key: ["grafana:{fingerprint}", "grafana:{ruleId}", "grafana:{labels}"],
  title: ["{annotations.summary}", "{labels.alertname}", "{ruleName}", "{title}"],
  description: {
    lines: [
      ["{annotations.description}", "{message}"],
      "Labels: {labels}",
      ["Values: {valueString}", "Values: {evalMatches.0.metric} {evalMatches.0.value}"],
      "Runbook: {annotations.runbook_url}",
      ["Panel: {panelURL}", "Dashboard: {dashboardURL}", "Rule: {ruleUrl}"],
      "Source: {generatorURL}",
      "Silence: {silenceURL}",
    ],
  },
  impact: severity,
  urgency: severity,
  service: "{labels.service}",
  ci: ["{labels.host}", "{labels.hostname}", "{labels.instance}", "{evalMatches.0.tags.host}", "{evalMatches.0.tags.instance}"],
  ...ANNOTATED,
};
