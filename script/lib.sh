# Shared by the scripts beside it; each begins with: source "$(dirname "$0")/lib.sh"
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/node_modules/.bin:$PATH" # the pinned Node comes before the system's
jobs=${STEAD_JOBS:-$(nproc)}
started=$SECONDS

say() { printf '\n== %s\n' "$*"; }

# fail SENTENCE: the last word of a script that cannot go on.
fail() {
    printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# quietly LOG COMMAND...: shows a dot every two seconds; on failure the end of what was printed.
quietly() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 &
    local pid=$! ticks=0
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        ticks=$((ticks + 1))
        if ((ticks % 10 == 0)); then printf '.'; fi
    done
    local code=0
    wait "$pid" || code=$?
    if ((ticks >= 10)); then printf '\n'; fi
    if ((code != 0)); then tail -n 30 "$log" >&2; fi
    return "$code"
}

took() { printf '   %d s\n' $((SECONDS - started)); }
