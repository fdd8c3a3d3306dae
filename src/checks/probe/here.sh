# What the frame of a host offers its functions, for those that look on this machine.
have() { command -v "$1" > /dev/null 2>&1; }

lim() {
  _here_seconds=$1
  shift
  if have timeout; then timeout "$_here_seconds" "$@"; else "$@"; fi
}

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
T=$(mktemp -d "${TMPDIR:-/tmp}/shipit.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 9' HUP INT TERM PIPE
