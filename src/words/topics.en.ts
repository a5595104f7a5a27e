/** The pages of `itsm help TOPIC`. */
export const TOPIC_TITLES: Readonly<Record<string, string>> = {
  topics: "this list",
  query: "how tickets are chosen",
  dates: "how times and durations are written",
  output: "forms of output for people and programs",
  "exit-codes": "what a script can rely on",
  environment: "variables, settings and files",
  bulk: "many tickets in one call",
  accessibility: "colours, screen readers, no questions",
  schema: "shapes of the JSON documents",
};

export const TOPIC_PAGES: Readonly<Record<string, string>> = {
  query: `A query is a row of terms, all of which must hold:

  itsm ls priority:high,medium tag!=vpn age:4h.. is:unassigned sort:sla

  field:value       equal; commas mean or
  field!=value      not equal; an absent value is not equal either
  a..b  a..  ..b    ranges, both ends included
  none  any         absent, present
  @me               who acts
  is:FLAG           see below
  word "a phrase"   somewhere in the text; only a phrase needs quotes
  sort:F  sort:-F   order; sort:sla puts what is breached or due first

Fields: id type status priority impact urgency category service site group
assignee requester affected channel tag title text code confirmed reason
parent key ci ref op opened updated resolved closed due age idle. A category
means all below it as well.
Flags: open closed active unassigned mine breached atrisk paused overridden
reclassified backdated major new reopened promised void.

In opened, updated, resolved and closed a bare duration lies in the past
(resolved:..7d is a week ago or longer), in due it lies ahead (due:..3d is
within three days); +30m always counts from now. age and idle are lengths:
age:4h.. is four hours old or older.

list and sla leave out what is not open unless the query speaks of status, an
end, a code, an id or a key, or --all is given. search and --where leave out
nothing. Void tickets show only under is:void. --explain says a query in words.
Views: @mine @triage @oncall @breached @stale @recent.
`,
  dates: `Times, in English and Indonesian, whatever the machine's language:

  2026-11-24 10:00   2026-11-24T03:00:00Z   2026-11-24
  now  today  tomorrow  yesterday  eod
  hari ini  besok  lusa  kemarin
  monday  senin          the next one, or the last where the past is meant
  tomorrow 09:00         besok 09.00
  2h ago  2 jam lalu     in 30m

03/04/2026 can be read in two ways and is refused, as is a time that the clocks
jump over, or that comes twice: there its distance from UTC says which,
2026-10-25 02:30+01:00. Every write says which instant it understood, and in
which zone.

Durations: s m h d w are time that passes; bh and bd are hours and days of the
service calendar. They combine: 1h30m, 2bd4bh.

The zone is --tz, else ITSM_TZ, else the machine's. Everything is kept in UTC.
`,
  output: `Data goes to standard output, words for people to standard error.

  terminal           a table, fitted to its width
  pipe               one record a line, tabs between, id first, no header
  -q                 ids only; of a write, those that changed
  --json             one document, also when the run fails
  --jsonl            one object a line
  --csv              RFC 4180 with a header; --excel for spreadsheets
  --tsv --markdown   what they say
  --format T         '{id}\\t{title|trunc:40}\\t{sla.resolution.dueAt|date}'

One form a run. -o a,b,c chooses the keys, -o help lists them. -L N limits.

Instants are ISO 8601 in UTC without fractions, durations whole seconds; what
is absent is null and its key is there all the same. Lists are itsm.list/1,
single tickets itsm.show/1, writes itsm.result/1, failures itsm.error/1.

  id=$(itsm log "Printer is out of toner")

watch writes one itsm.watch/1 a line: listed, ready, new, changed, clock, left,
stale, back, alive.

A pipe that closes early ends the run quietly.
`,
  "exit-codes": `  0    done, nothing to do, or already so; an empty list, too
  1    failed: an unexpected error, damaged data, or a check found something
  2    usage: the words mean nothing, or something always needed is missing
  3    refused: a rule says no; nothing was written
  4    not found: a number does not exist; nothing was written
  5    partial: under --keep-going some changed and some did not
  6    unavailable: locked, read-only, full, or of a newer version
  7    cancelled: declined at a question, or the input ended
  129  130  143      ended by a signal; nothing is left half-written
`,
  environment: `Variables:

  ITSM_DB            the register: a path, or postgres://…
  ITSM_USER          who acts
  ITSM_TZ            zone
  ITSM_LANG          en or id: how times are said in words
  ITSM_ACCESSIBLE    1: for screen readers and braille; itsm help accessibility
  ITSM_COLOR         auto, always, never; NO_COLOR and FORCE_COLOR count as well
  ITSM_NO_INPUT      1: never ask; so does CI=true
  ITSM_PAGER         for long pages; else PAGER, else less -FRX
  ITSM_EDITOR        for texts; else VISUAL, else EDITOR, else vi or nano
  ITSM_NOW           holds the clock of a run, and marks what it writes
  ITSM_DEBUG         1: shows where an error came from
  PGHOST PGPORT PGUSER PGDATABASE PGPASSFILE PGPASSWORD PGSSLMODE
                     what an address leaves out, as psql reads them; a password
                     is looked for in ~/.pgpass

A flag comes before a variable, a variable before the settings in
$XDG_CONFIG_HOME/itsm/config.json (db user tz lang color pager noInput), those
before the default.

Templates of log are $XDG_CONFIG_HOME/itsm/templates/NAME.json; answers that
wait for log --resume are in $XDG_STATE_HOME/itsm.

The register is $XDG_DATA_HOME/itsm/itsm.db. The first write makes it; one that
you name is made only where its folder exists.
`,
  bulk: `Verbs that take SPEC work on many tickets. A SPEC is 41, INC-41, 41,43,
41..45, key:K or @last, the ticket you changed last. There is one source a
call:

  itsm close 41..45
  itsm ls -q status:resolved resolved:..7d | itsm close - --yes
  itsm assign --where 'is:unassigned group:vpn' --to @me
  itsm note --ids-from list.tsv "Vendor informed."

- reads standard input: the first field of each line of TSV, CSV or JSONL.

All or nothing: if one ticket cannot be changed none is, and all that cannot
are named. --keep-going does the others in one operation (exit 5 if mixed),
--failed-to F keeps a list of the rest that --ids-from takes.
--dry-run shows what would be. A set from a pipe, a file or a query, or of more
than ten, is asked for once; without a terminal --yes says it. --where stops at
--max tickets, 500 unless said otherwise. --once TOKEN makes trying again safe.
One call is one operation: itsm undo takes it back.
`,
  accessibility: `ITSM_ACCESSIBLE=1 is for who listens to the screen or feels it. Lists and pages
become a label and a value a line, one ticket after the other; nothing stands
beside another thing, nothing is cut, nothing drawn is drawn again, and no pager
starts unless ITSM_PAGER names one. Questions are numbered lines.
Pipes and named forms stay as they are.

  ITSM_ACCESSIBLE=1                              all of that
  --color never, ITSM_COLOR=never, NO_COLOR=1    no colours
  --color always, FORCE_COLOR=1                  colours in a pipe as well
  TERM=dumb                                      no escapes, no pager
  --no-input, ITSM_NO_INPUT=1                    no questions at all
  --no-pager                                     no pager
  --lang en, --lang id                           times in words
  a terminal below 60 columns                    two lines a ticket
  ITSM_ACCESSIBLE=1, TERM=dumb                   watch writes lines only

Of two that speak of colours the earlier counts: --color, ITSM_COLOR, settings,
NO_COLOR, FORCE_COLOR, TERM=dumb. Colour alone never means anything: each has
its word beside it, and colours are the sixteen that a terminal lets you choose.

Every question can be answered by a flag, and where there is no terminal all
that is missing is named at once. --tsv and --format give text without a layout.
To keep the settings, put the variables into the shell's profile.
`,
};
