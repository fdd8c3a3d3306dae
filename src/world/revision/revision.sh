# What a host runs. The first line says what was found (`said`, `none`, `link`, `unreadable`, `special`), the rest is what
# it says. Reads only. Runs in the collector's frame, which gives `lim` and $T.

# revision_file PATH FILE: the beginning of FILE below PATH.
revision_file() {
  revision_place "$1" || return 0
  revision_name=$revision_dir/$2
  if [ -L "$revision_name" ] && [ ! -e "$revision_name" ]; then
    echo link
  elif [ ! -e "$revision_name" ]; then
    revision_absent "$revision_name"
  elif [ ! -f "$revision_name" ]; then
    echo special
  elif [ ! -r "$revision_name" ]; then
    echo unreadable
  else
    echo said
    head -c 4096 "$revision_name"
  fi
}

# revision_command PATH COMMAND…: what COMMAND prints, run in PATH.
revision_command() {
  revision_place "$1" || return 0
  shift
  if ! cd "$revision_dir" 2>/dev/null; then
    echo unreadable
    return 0
  fi

  echo said
  {
    lim 10 "$@"
    echo "$?" >"$T/revision.rc"
  } | head -c 4096
  return "$(cat "$T/revision.rc" 2>/dev/null || echo 1)"
}

# revision_place PATH: sets revision_dir to PATH on this host, or tells why it cannot be looked into.
revision_place() {
  case $1 in
    '') revision_dir=${HOME:-.} ;;
    '~/'*) revision_dir=${HOME:-.}/${1#??} ;;
    *) revision_dir=$1 ;;
  esac
  if [ -d "$revision_dir" ]; then
    return 0
  elif [ -L "$revision_dir" ] && [ ! -e "$revision_dir" ]; then
    echo link
  elif [ -e "$revision_dir" ]; then
    echo special
  else
    revision_absent "$revision_dir"
  fi
  return 1
}

# revision_absent PATH: a place that may not be looked into looks like an empty one; only the words tell.
revision_absent() {
  case $(ls -d -- "$1" 2>&1) in
    *'No such file or directory'*) echo none ;;
    *) echo unreadable ;;
  esac
}
