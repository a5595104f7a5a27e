import type { Mapping } from "../mapping.ts";
import { bySeverity } from "./severity.ts";

const severity = bySeverity("{severity}");

export const PLAIN_JSON: Mapping = {
  about: "Any program that sends objects with the fields of this mapping",
  alerts: "alerts",
  state: {
    of: ["{state}", "{status}"],
    is: {
      firing: "firing",
      alerting: "firing",
      active: "firing",
      open: "firing",
      problem: "firing",
      down: "firing",
      recovered: "recovered",
      resolved: "recovered",
      ok: "recovered",
      up: "recovered",
      closed: "recovered",
    },
    none: "firing",
  },
  key: "{key}",
  title: ["{title}", "{summary}", "{message}"],
  description: { lines: ["{description}", "{url}"] },
  impact: ["{impact}", severity],
  urgency: ["{urgency}", severity],
  category: "{category}",
  service: "{service}",
  ci: ["{ci}", "{host}"],
  group: "{group}",
  startsAt: ["{startsAt}", "{time}", "{timestamp}"],
  endsAt: "{endsAt}",
  openedWithin: "1d",
  note: "{note}",
  recovery: "note",
  code: "resolved-by-change",
  wants: [],
};
