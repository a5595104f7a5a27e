/** The sections no policy is without, each a text that a test may replace; others stand behind them. */
const SECTIONS = {
  version: "version: 1",
  priorities: "priorities: [high, low]",
  impacts: "impacts: [high, low]",
  urgencies: "urgencies: [high, low]",
  matrix: "matrix: { high: { high: high, low: high }, low: { high: low, low: low } }",
  calendars: 'calendars: { office: { timezone: Asia/Jakarta, hours: { mon-fri: ["08:00-12:00", "13:00-17:00"] } } }',
  targets: "targets: [ { response: 1h, resolution: 8h, calendar: office } ]",
} as const;

type Section = keyof typeof SECTIONS;

/** A policy file of eight lines at most: the seven sections, one a line and in this order, then whatever else. */
export const minimal = (changes: Partial<Readonly<Record<Section, string>>> = {}, ...more: readonly string[]): string =>
  `${[...Object.values({ ...SECTIONS, ...changes }), ...more].join("\n")}\n`;
