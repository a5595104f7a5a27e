/** Teaches fish what may stand behind `itsm`: sourced, or as the file `itsm.fish` of its folder of completions. */
export const FISH_SCRIPT = `# itsm completion for fish: itsm completion fish | source
function __itsm_complete
    set -l token (commandline -ct)
    set -l words (commandline -opc)
    set -e words[1]
    set -l lines (itsm __complete fish "$token" $words </dev/null 2>/dev/null)
    test (count $lines) -gt 0; or return
    if test $lines[1] = files
        set -l before "$lines[2]"
        for path in (__fish_complete_path (string replace -- "$before" "" "$token"))
            printf '%s%s\\n' "$before" "$path"
        end
        return
    end
    set -e lines[1]
    test (count $lines) -gt 0; and printf '%s\\n' $lines
end
complete -c itsm -e
complete -c itsm -f -k -a '(__itsm_complete)'
`;
