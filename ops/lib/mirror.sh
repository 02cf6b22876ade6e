# Where this machine gets its Debian packages from, read out of its own apt sources, so that no
# mirror is named in this repository. Sourced, never run; needs base.sh.
# shellcheck shell=bash

# One line "URI KEYRING" for the first source that carries suite $1; KEYRING is a file.
debian_source() {
    local suite=$1 file found default_keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    for file in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [[ -r $file ]] || continue
        if [[ $file == *.sources ]]; then
            found=$(awk -v suite="$suite" '
                function flush(   n, i, list) {
                    n = split(suites, list, " ")
                    if (enabled != "no" && types ~ /(^| )deb( |$)/ && (" " parts " ") ~ / main /)
                        for (i = 1; i <= n; i++) if (list[i] == suite && !done) { split(uris, u, " "); print u[1], key; done = 1 }
                    types = uris = suites = parts = key = enabled = ""
                }
                /^#/ { next }
                /^[[:space:]]*$/ { flush(); next }
                /^[^[:space:]]/ { name = tolower($1); sub(/:.*/, "", name); value = $0; sub(/^[^:]*:[[:space:]]*/, "", value)
                    if (name == "types") types = value; else if (name == "uris") uris = value
                    else if (name == "suites") suites = value; else if (name == "components") parts = value
                    else if (name == "signed-by") key = value; else if (name == "enabled") enabled = tolower(value) }
                END { flush() }' "$file")
        else
            found=$(awk -v suite="$suite" '
                $1 == "deb" { key = ""; i = 2
                    if ($2 ~ /^\[/) { while (1) { o = $i; gsub(/[][]/, "", o); if (o ~ /^signed-by=/) { sub(/^signed-by=/, "", o); key = o }
                                                  if ($i ~ /\]$/ || i >= NF) break; i++ } i++ }
                    if ($(i + 1) == suite && (" " $0 " ") ~ / main /) { print $i, key; exit } }' "$file")
        fi
        [[ -n $found ]] || continue
        local uri=${found%% *} key=${found#* }
        [[ $key == /* && $key != *' '* && -r $key ]] || key=$default_keyring
        printf '%s %s\n' "${uri%/}" "$key"
        return 0
    done
    return 1
}

# Like debian_source, but for programs that speak only http: resolves apt's "mirror+file:".
debian_source_http() {
    local uri key
    read -r uri key < <(debian_source "$1") || return 1
    if [[ $uri == mirror+file:* ]]; then
        uri=$(awk '!/^#/ && NF { print $1; exit }' "${uri#mirror+file:}")
    fi
    printf '%s %s\n' "${uri%/}" "$key"
}
