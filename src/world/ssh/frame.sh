# The collector's frame: sent first, followed by the scripts of the sections and by the one line that runs it all.
# POSIX sh for dash, BusyBox and bash. Reads only; writes nothing but a private temporary directory, removed at the end.

have() { command -v "$1" >/dev/null 2>&1; }

# lim SECONDS COMMAND...: never longer than all of it may take.
lim() {
  shipit_limit=$1
  shift
  [ "$shipit_limit" -le "$shipit_seconds" ] || shipit_limit=$shipit_seconds
  if have timeout; then timeout "$shipit_limit" "$@"; else "$@"; fi
}

# shipit_start NONCE SECONDS
shipit_start() {
  shipit_nonce=$1
  shipit_seconds=$2
  LC_ALL=C LANG=C
  PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
  export LC_ALL LANG PATH
  unset CDPATH
  umask 077
  # Where there is no room for it, what wants to write there fails, and nothing else.
  T=$(mktemp -d "${TMPDIR:-/tmp}/shipit.XXXXXX" 2>/dev/null) || T=/dev/null/none
  shipit_errors=$T/errors
  { true >"$shipit_errors"; } 2>/dev/null || shipit_errors=/dev/null
  trap 'rm -rf "$T" 2>/dev/null' EXIT
  trap shipit_stop HUP INT TERM PIPE
  shipit_frame HELLO 1
}

shipit_frame() { printf '\n%s %s\n' "$shipit_nonce" "$*"; }

# shipit_section NUMBER FUNCTION: in the background, because a shell hears signals while it waits, not while it runs.
shipit_section() {
  shipit_frame BEGIN "$1"
  (
    T=$T/$1
    mkdir "$T" 2>/dev/null
    "$2"
  ) </dev/null 2>"$shipit_errors" &
  wait $!
  shipit_frame END "$1" $?
  tail -n 5 "$shipit_errors" 2>/dev/null | tail -c 600
  shipit_frame DONE "$1"
}

# The time is over, or nobody listens any more. BusyBox's timeout ends this shell only, so its children are ended here;
# but only if the process group is of this login (its leader is one of the shells above), and not of a whole server.
shipit_stop() {
  trap '' HUP INT TERM PIPE
  rm -rf "$T" 2>/dev/null
  # Stays so where there is no /proc.
  shipit_group=unknown
  {
    read -r _ _ _ shipit_parent shipit_group _ </proc/$$/stat
    read -r _ _ _ shipit_grandparent _ </proc/"$shipit_parent"/stat
  } 2>/dev/null
  case $shipit_group in $$ | "$shipit_parent" | "$shipit_grandparent") kill -TERM 0 ;; esac
  exit 9
}

shipit_end() {
  rm -rf "$T" 2>/dev/null
  trap - EXIT
  shipit_frame BYE
}
