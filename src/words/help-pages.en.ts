/** What a verb's page says below its examples. */
export const VERB_NOTES: Readonly<Record<string, readonly string[]>> = {
  log: [
    "A template is a JSON object of fields by the names of the flags, in",
    "$XDG_CONFIG_HOME/itsm/templates/NAME.json or in the desk's policy:",
    '  {"title": "Password reset", "type": "request", "impact": "low",',
    '   "urgency": "low", "category": "access/password",',
    '   "close": true, "code": "fixed", "note": "Set anew."}',
    "It may also say start, resolve, known-error, public, private and confirmed;",
    "a flag of the call comes before it. With a whole title only who calls, and",
    "what is still missing, is asked; a title that ends in a space is gone on with.",
  ],
  completion: [
    "For this shell:",
    "  bash  source <(itsm completion bash)",
    "  zsh   source <(itsm completion zsh)",
    "  fish  itsm completion fish | source",
    "",
    "For good, in a folder that the shell looks into:",
    "  itsm completion bash > ~/.local/share/bash-completion/completions/itsm",
    "  itsm completion zsh > ~/.zfunc/_itsm",
    "  itsm completion fish > ~/.config/fish/completions/itsm.fish",
    "",
    "bash looks there with its package bash-completion, zsh once ~/.zshrc says",
    "fpath=(~/.zfunc $fpath) above compinit. Or put the first line into ~/.bashrc.",
  ],
};

export const HELP_WORDS = {
  usage: "Usage:",
  aliases: "Also called:",
  flags: "Flags:",
  everywhere: "Flags of every verb:",
  examples: "Examples:",
  more: (noun: string) => `itsm ${noun} VERB --help tells more.`,
  sections: { daily: "Daily work", workflow: "Workflow", oncall: "On call", reports: "Reports", insight: "Insight", data: "Data", administration: "Set-up" },
  overview: "itsm VERB --help tells about a verb, itsm help TOPIC about:",
} as const;

/** Bare `itsm`. */
export const BARE: readonly string[] = [
  "itsm: the service desk's register",
  "",
  '  itsm log "Printer is out of toner" --impact low  record a ticket',
  "  itsm list                                        open ones, the urgent first",
  "  itsm show 41                                     everything about one",
  "  itsm start 41                                    work on it",
  '  itsm note 41 "Asked the vendor."                 write down what happens',
  '  itsm resolve 41 --code fixed --note "…"          service is restored',
  "  itsm close 41                                    confirmed and final",
  "  itsm sla                                         what is due next",
  "",
  "itsm help lists all verbs and topics; itsm VERB --help tells about one.",
];
