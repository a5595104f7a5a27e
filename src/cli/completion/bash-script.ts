/** Teaches bash (4.4 or later; older ones sort the words and put a blank behind each) what may stand behind `itsm`. */
export const BASH_SCRIPT = `# itsm completion for bash: source <(itsm completion bash)
_itsm() {
  local line how=
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z $how ]]; then how=$line; else COMPREPLY+=("$line"); fi
  done < <(itsm __complete bash "\${COMP_LINE:0:COMP_POINT}" "\${COMP_LINE:COMP_POINT}" "$COMP_WORDBREAKS" "\${COMP_TYPE:-9}" "\${COLUMNS:-80}" </dev/null 2>/dev/null)
  case $how in
    files) compopt -o filenames -o default 2>/dev/null ;;
    nospace) compopt -o nospace 2>/dev/null ;;
  esac
}
complete -o nosort -F _itsm itsm 2>/dev/null || complete -F _itsm itsm
`;
