# Finding, awaiting and ending processes of our own: never by name alone, and never one whose number
# was given to somebody else in the meantime. Sourced, never run.
# shellcheck shell=bash

# The processes whose working directory is $1. A server of ours works in its own folder, so that this
# knows it from everything else, a number given away again and another chroot's twin included. To be
# run as the server's user: others may not look.
processes_in() {
    local entry
    for entry in /proc/[0-9]*; do
        [[ ! $entry/cwd -ef $1 ]] || printf '%s\n' "${entry#/proc/}"
    done
}

# Whether argument $2 stands alone in the command line of process $1.
process_has_argument() { { tr '\0' '\n' <"/proc/$1/cmdline" | grep -qxF -e "$2"; } 2>/dev/null; }

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

# When process $1 began, in clock ticks since boot: with its number it names a process for ever. Nothing
# when there is none.
process_started() { { sed 's/.*) //' "/proc/$1/stat" | cut -d' ' -f20; } 2>/dev/null || true; }
