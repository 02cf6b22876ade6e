# What every script of ops/ starts with: where the clone is, how to speak, how to become root.
# Sourced, never run.
# shellcheck shell=bash disable=SC2034

redress_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
redress_deps=$redress_root/.deps

say() { printf '%s\n' "$*"; }
warn() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() {
    warn "$@"
    exit 1
}

# The comment block at the top of a script is its manual.
print_usage() { sed -n '1d;/^#/!q;s/^# \{0,1\}//;p' "$0"; }

# Runs a command as root: directly, or through sudo with what apt needs of the environment.
as_root() {
    if ((EUID == 0)); then
        "$@"
        return
    fi
    local kept=() name
    for name in DEBIAN_FRONTEND UCF_FORCE_CONFFOLD http_proxy https_proxy no_proxy; do
        [[ -z ${!name-} ]] || kept+=("$name=${!name}")
    done
    sudo env "${kept[@]}" "$@"
}

debian_codename() { (. /etc/os-release && printf '%s' "${VERSION_CODENAME-}"); }

# Takes the lock file $1 on descriptor 9 and waits up to $2 seconds. Whoever starts something that stays
# must close it there (9>&-): a server that inherits it would hold the lock until it ends.
take_lock() {
    local file=$1 wait_s=$2
    while :; do
        exec 9>>"$file"
        flock -w "$wait_s" 9 || return 1
        # The holder before us may have removed the folder with the file.
        [[ $(stat -Lc %i /proc/self/fd/9) == "$(stat -c %i "$file" 2>/dev/null)" ]] && return 0
        mkdir -p "$(dirname "$file")"
    done
}
