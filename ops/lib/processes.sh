# Finding, awaiting and ending processes of our own: never by name alone, and never one whose number
# was given to somebody else in the meantime. Sourced, never run.
# shellcheck shell=bash

# The kernel's start time of process $1 with the boot it belongs to: with the number, an identity.
process_start() {
    local stat
    { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
    # The name (field 2) may hold spaces and parentheses: count from its end.
    read -ra stat <<<"${stat##*) }"
    printf '%s@%s' "${stat[19]}" "$(</proc/sys/kernel/random/boot_id)"
}

# The processes whose working directory is $1, which for PostgreSQL is the cluster itself.
processes_in() {
    local entry
    for entry in /proc/[0-9]*; do
        [[ $(readlink "$entry/cwd" 2>/dev/null) != "$1" ]] || printf '%s\n' "${entry#/proc/}"
    done
}

# Whether argument $2 stands alone in the command line of process $1.
process_has_argument() {
    [[ -r /proc/$1/cmdline ]] && { tr '\0' '\n' <"/proc/$1/cmdline" | grep -qxF -e "$2"; } 2>/dev/null
}

# await SECONDS COMMAND...: until the command succeeds.
await() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

port_is_free() {
    /usr/bin/python3 - "$1" <<'PY'
import socket, sys
with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try: s.bind(("127.0.0.1", int(sys.argv[1])))
    except OSError: sys.exit(1)
PY
}

# A free loopback port below those that the kernel gives to outgoing connections, so that it is
# still ours after a restart.
free_port() {
    local port
    for _ in {1..50}; do
        port=$((15000 + RANDOM % 15000))
        if port_is_free "$port"; then
            printf '%s' "$port"
            return
        fi
    done
    return 1
}
