/** What a policy file that the program writes says of its sections, line by line. */
export const POLICY_NOTES: Readonly<Record<string, readonly string[]>> = {
  head: [
    "The rules of this desk. Change what you need, then:",
    "  itsm policy check FILE   says what is wrong with it",
    "  itsm policy diff FILE    says what would be otherwise",
    "  itsm policy apply FILE   puts it in force, as the next version",
    "Durations: 30m, 4h, 2h30m; beside a calendar they are service time, and 3bd is three service days.",
    "A section that is left out is as in a new register; one that is given replaces it whole.",
  ],
  timezone: ["By these clocks a month and a day of the desk begin and end."],
  priorities: ["Most urgent first; 2 to 6 of each, with names of your own."],
  matrix: ["impact: { urgency: priority }"],
  calendars: [
    "When a clock counts. Hours may have several spells a day; 24:00 is the end of a day.",
    "holidays: dates, *-12-25 for every year, or { file: holidays.ics } beside this file;",
    "dates: hours of a single date in place of its weekday's; day: what 1bd means.",
  ],
  targets: ["How soon a ticket is answered and solved. The most specific line wins: service, site, type, priority.", "none: no such clock."],
  categories: ["A tree. group and impact are what a ticket of a category begins with: printer: { group: field-support }"],
  services: ["Once there is one, only those are accepted; until then any name is. mail: { group: second-line }"],
  groups: ["network: { members: [Dewi, Sari], manager: Ratna }. A group that names nobody is everybody's."],
  oncall: ["Who is on call: desk: { group: service-desk, calendar: office, starts: 2026-11-23T09:00, turn: 7d, people: [Dewi, Sari] }"],
  sites: ["surabaya: { phone: +62 31 555 0100 }"],
  vip: ["Requesters whose tickets are marked."],
  hold_reasons: [
    "What waiting stops, what must be said (until, note), and what happens if it lasts:",
    "awaiting-requester: { stops: [resolution], remind: 1d, max: 5d, then: resolve }",
  ],
  resolution_codes: ["types: [request] keeps a code to requests."],
  closure: ["auto_after: 3bd with calendar: office lets silence close what is resolved; without it nothing closes by itself."],
  escalation: [
    "when: 50, 75, 90 or 100 % of the response or resolution; for which tickets; whom to tell.",
    "to: group:network hands it over, levels: 1 informs the manager.",
  ],
  next_update: ["How soon the next update is promised, by priority: { high: 30m }; major_update is for a major incident."],
};
