# Looks of a watch at a host. Everything is only read; what has to wait for its turn waits in $T.

# Runs a command in a fresh process. Words: seconds, the command's words. The first line says how it ended, the rest is
# what it printed. Who keeps its output open after that is not waited for.
probe_command() {
  if [ ! -d "$T" ]; then
    echo full
    return 0
  fi
  _probe_limit=$1
  shift
  _probe_from=$(date +%s)
  {
    lim "$_probe_limit" "$@"
    printf '%s' "$?" > "$T/probe_rc"
  } | lim $((_probe_limit + 2)) sh -c 'head -c 16384; cat > /dev/null' > "$T/probe_out"
  _probe_rc=$(cat "$T/probe_rc" 2> /dev/null)
  _probe_took=$(($(date +%s) - _probe_from))
  case $_probe_rc in
    '') if [ "$_probe_took" -ge "$_probe_limit" ]; then echo late; else echo full; fi ;;
    124 | 137 | 143) if [ "$_probe_took" -ge "$_probe_limit" ]; then echo late; else echo "end $_probe_rc"; fi ;;
    *) echo "end $_probe_rc" ;;
  esac
  rm -f "$T/probe_rc"
  cat "$T/probe_out"
}

# How often systemd started services again. Words: their names.
probe_restarts() {
  if ! have systemctl; then
    echo 'error there is no systemd'
    return 0
  fi
  for _probe_unit in "$@"; do
    printf 'unit %s\n' "$_probe_unit"
    if _probe_said=$(lim 5 systemctl show -p LoadState -p NRestarts -- "$_probe_unit" 2>&1); then
      printf '%s\n' "$_probe_said"
    else
      printf 'error %s\n' "$(printf '%s\n' "$_probe_said" | head -n 1)"
    fi
  done
}

# Where a log ends. Word: its path.
probe_log_at() {
  set -- "$(probe_path "$1")"
  if _probe_now=$(probe_file "$1"); then
    # shellcheck disable=SC2086
    set -- "$1" $_probe_now
    printf 'at %s %s %s %s\n' "$2" "$3" "$4" "$(probe_tail "$1" "$4")"
  else
    printf '%s\n' "$_probe_now"
  fi
}

# Reads on in a log. Words: path, most bytes, then where it was left: device, inode, bytes, hash of what stands before.
# Another file in its place, or none: then what lies beside it is listed, and nothing is read.
probe_log_on() {
  set -- "$(probe_path "$1")" "$2" "$3" "$4" "$5" "$6"
  _probe_known="$3 $4"
  if _probe_now=$(probe_file "$1"); then
    case "$_probe_now " in
      "$_probe_known "*)
        probe_part "$2" "$1" "$5" "$6"
        return 0
        ;;
    esac
    if [ "$3" = - ]; then
      probe_part "$2" "$1" 0 -
      return 0
    fi
    printf 'now %s\n' "$_probe_now"
  else
    printf '%s\n' "$_probe_now"
    case $_probe_now in none) ;; *) return 0 ;; esac
  fi
  if [ "$3" != - ]; then probe_beside "$1"; fi
}

# Reads several files one after the other, so much in all. Words: most bytes, then path, from and hash of each.
probe_log_parts() {
  _probe_room=$1
  shift
  while [ $# -ge 3 ]; do
    probe_part "$_probe_room" "$1" "$2" "$3"
    _probe_room=$((_probe_room - _probe_got))
    shift 3
  done
}

# `part DEVICE INODE FROM BYTES LEFT HASH`, then the bytes, each line behind a `=`, then `.`; an empty line before that
# says that the last line has ended.
probe_part() {
  set -- "$1" "$(probe_path "$2")" "$3" "$4"
  _probe_got=0
  if ! _probe_first=$(probe_file "$2"); then
    printf '%s\n' "$_probe_first"
    return 0
  fi
  _probe_at=$3
  _probe_size=$(probe_word 3 "$_probe_first")
  if [ "$_probe_size" -lt "$_probe_at" ]; then _probe_at=0; fi
  if [ "$4" != - ] && [ "$_probe_at" -gt 0 ] && [ "$(probe_tail "$2" "$_probe_at")" != "$4" ]; then _probe_at=0; fi
  _probe_want=$((_probe_size - _probe_at))
  if [ "$_probe_want" -gt "$1" ]; then _probe_want=$1; fi
  if [ "$_probe_want" -gt 0 ]; then
    tail -c "+$((_probe_at + 1))" -- "$2" 2> /dev/null | head -c "$_probe_want" > "$T/probe_chunk" || {
      echo 'error there is no room on the host to read it'
      return 0
    }
    _probe_got=$(($(wc -c < "$T/probe_chunk")))
  fi
  _probe_hash=$(probe_tail "$2" $((_probe_at + _probe_got)))
  _probe_second=$(probe_file "$2")
  if [ "$(probe_word 1 "$_probe_first") $(probe_word 2 "$_probe_first")" != \
    "$(probe_word 1 "$_probe_second") $(probe_word 2 "$_probe_second")" ]; then
    _probe_got=0
    echo 'error it was moved while it was read'
    return 0
  fi
  printf 'part %s %s %s %s %s %s\n' "$(probe_word 1 "$_probe_first")" "$(probe_word 2 "$_probe_first")" \
    "$_probe_at" "$_probe_got" "$((_probe_size - _probe_at - _probe_got))" "$_probe_hash"
  if [ "$_probe_got" -gt 0 ]; then tr '\000' ' ' < "$T/probe_chunk" | sed 's/^/=/'; fi
  printf '\n.\n'
}

probe_path() {
  case $1 in
    '~/'*) printf '%s\n' "$HOME/${1#'~/'}" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# Device, inode, bytes, time of the last change; or `none`, or why not, and 1.
probe_file() {
  if ! _probe_stat=$(TZ=UTC0 stat -L -c '%d %i %s %y' -- "$1" 2>&1); then
    case $_probe_stat in
      *'o such file'* | *'ot a directory'*) echo none ;;
      *'ermission denied'*) echo 'error you may not read it' ;;
      *) printf 'error %s\n' "$(printf '%s\n' "$_probe_stat" | head -n 1)" ;;
    esac
    return 1
  fi
  # Opening a pipe would wait for somebody to write.
  if [ ! -f "$1" ]; then
    echo 'error it is no ordinary file'
    return 1
  fi
  if [ ! -r "$1" ]; then
    echo 'error you may not read it'
    return 1
  fi
  printf '%s\n' "$_probe_stat"
}

# A hash of the 256 bytes before a position, fewer where there are fewer. Words: path, position.
probe_tail() {
  if ! have sha256sum; then
    echo -
    return 0
  fi
  _probe_back=$2
  if [ "$_probe_back" -gt 256 ]; then _probe_back=256; fi
  tail -c "+$(($2 - _probe_back + 1))" -- "$1" 2> /dev/null | head -c "$_probe_back" | sha256sum | cut -c 1-64
}

# What a rotated log may have become: files whose names begin like its own.
probe_beside() {
  case $1 in */*) _probe_dir=${1%/*}/ ;; *) _probe_dir= ;; esac
  _probe_base=${1##*/}
  _probe_stem=${_probe_base%.*}
  for _probe_path in "$_probe_dir${_probe_stem:-$_probe_base}"*; do
    case $_probe_path in *'
'*) continue ;; esac
    if [ "$_probe_path" != "$1" ] && _probe_stat=$(probe_file "$_probe_path"); then
      printf 'beside %s\t%s\n' "$_probe_stat" "$_probe_path"
    fi
  done | head -n 200
}

probe_word() {
  printf '%s\n' "$2" | cut -d ' ' -f "$1"
}
