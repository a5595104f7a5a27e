import type { Mapping } from "../mapping.ts";
import { bySeverity } from "./severity.ts";

const severity = bySeverity("{severity}", "{trigger_severity}", "{event_severity}");

export const ZABBIX: Mapping = {
  about: "Zabbix: a webhook or script that sends trigger, hostname, severity, status (PROBLEM or OK) and link",
  knownBy: [["trigger"], ["triggerid"], ["trigger_id"], ["event_id", "severity"]],
  state: {
    of: ["{status}", "{trigger_status}", "{event_value}"],
    is: { problem: "firing", "1": "firing", ok: "recovered", resolved: "recovered", "0": "recovered" },
  },
  key: ["zabbix:{triggerid}", "zabbix:{trigger_id}", "zabbix:{link|param:triggerid}"],
  title: ["{trigger}", "{trigger_name}", "{event_name}", "{subject}"],
  description: { lines: [["{message}", "{description}"], "Item: {item}", "Severity: {severity}", "Link: {link}"] },
  impact: severity,
  urgency: severity,
  service: "{service}",
  ci: ["{hostname}", "{host}", "{host_name}"],
  startsAt: ["{timestamp}", "{clock}"],
  endsAt: "{recovery_timestamp}",
  openedWithin: "1d",
  note: "{trigger}",
  recovery: "note",
  code: "resolved-by-change",
  wants: ["ci"],
};
