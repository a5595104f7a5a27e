/** Teaches zsh what may stand behind `itsm`: sourced, or as the file \`_itsm\` of a folder in fpath. */
export const ZSH_SCRIPT = `#compdef itsm
# itsm completion for zsh: source <(itsm completion zsh)
_itsm() {
  local line how
  local -a lines words_on words_end lists_on lists_end options
  lines=("\${(@f)$(itsm __complete zsh "\${COLUMNS:-80}" "$((CURRENT - 2))" "$QIPREFIX$PREFIX" "\${(@)words[2,-1]}" </dev/null 2>/dev/null)}")
  how=$lines[1]
  if [[ $how == files ]]; then
    compset -P "\${(b)lines[2]}"
    _files
    return
  fi
  for line in "\${(@)lines[2,-1]}"; do
    if [[ $line == +* ]]; then
      words_on+=("\${\${line#?}%%$'\\t'*}")
      lists_on+=("\${line#*$'\\t'}")
    else
      words_end+=("\${\${line#?}%%$'\\t'*}")
      lists_end+=("\${line#*$'\\t'}")
    fi
  done
  options=(-V itsm)
  [[ $how == *lines ]] && options+=(-l)
  if [[ $how == instead* ]]; then
    options+=(-U)
    compstate[insert]=menu
    compstate[list]=list
  fi
  (( $#words_on )) && compadd "\${(@)options}" -S '' -d lists_on -a words_on
  (( $#words_end )) && compadd "\${(@)options}" -d lists_end -a words_end
  (( $#words_on + $#words_end ))
}
if [[ $funcstack[1] == _itsm ]]; then
  _itsm "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
  compdef _itsm itsm
fi
`;
