import type { Mapping } from "../mapping.ts";
import { ANNOTATED } from "./annotated.ts";
import { bySeverity } from "./severity.ts";

const severity = bySeverity("{labels.severity}", "{annotations.severity}");

export const ALERTMANAGER: Mapping = {
  about: "Prometheus Alertmanager: its webhook (version 4), amtool alert query -o json, GET /api/v2/alerts",
  knownBy: [
    ["alerts", "groupLabels"],
    ["alerts", "groupKey"],
    ["alerts", "receiver"],
    ["labels", "startsAt"],
    ["labels", "fingerprint"],
    ["labels", "annotations"],
    ["labels", "status"],
  ],
  alerts: "alerts",
  state: {
    of: ["{status.state}", "{status}"],
    is: { firing: "firing", active: "firing", unprocessed: "firing", suppressed: "ignored", resolved: "recovered" },
    none: "firing",
  },
  key: ["alertmanager:{fingerprint}", "alertmanager:{labels}"],
  title: ["{annotations.summary}", "{annotations.title}", "{labels.alertname}"],
  description: {
    lines: [
      ["{annotations.description}", "{annotations.message}"],
      "Labels: {labels}",
      ["Runbook: {annotations.runbook_url}", "Runbook: {annotations.runbook}"],
      "Dashboard: {annotations.dashboard_url}",
      "Source: {generatorURL}",
    ],
  },
  impact: severity,
  urgency: severity,
  service: "{labels.service}",
  ci: ["{labels.host}", "{labels.hostname}", "{labels.instance}", "{labels.node}"],
  ...ANNOTATED,
};
