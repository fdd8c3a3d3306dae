# Puts one patch back onto the deployed tree of one host, or leaves the tree as it was. Sent on standard input of `sh -s`,
# followed by one call. POSIX sh; wants GNU patch and sha256sum.
#
# reapply_put NAME TREE FINAL SUMS PATCH RESTART [WORD…]
#   NAME     of the patch, for what is said
#   SUMS     one line a file: its SHA-256 once the patch is there, or `-` where it is gone then, a blank, its path
#   FINAL    the same once every other patch is there, too
#   PATCH    unified, paths below one directory (-p1)
#   RESTART  `units` and their names, `command` and one shell line, or `nothing`
#
# Every end has a status of its own, 0 is none of them: whatever else ends well was not this script.
#   91 put back   92 was there already   81 no such tree   82 no GNU patch here   83 a file that is no plain file
#   84 does not fit   85 would not become what was computed   86 cannot be written   87 put back, but not restarted
#   88 half there

reapply_put() {
  r_name=$1 r_tree=$2 r_final=$3 r_sums=$4 r_patch=$5
  shift 5
  # A lost connection must not stop it half-way.
  trap '' HUP PIPE
  trap 'exit 86' INT TERM
  case $r_tree in '~/'*) r_tree=$HOME/${r_tree#'~/'} ;; esac
  cd -- "$r_tree" 2>/dev/null || reapply_end 81 "there is no directory $r_tree"
  patch --version 2>/dev/null | grep -q '^GNU patch' || reapply_end 82 "GNU patch is not installed"
  command -v sha256sum >/dev/null || reapply_end 82 "sha256sum is not installed"
  umask 077
  r_tmp=$(mktemp -d "${TMPDIR:-/tmp}/shipit.XXXXXX") || reapply_end 86 "there is no room for a copy"
  trap 'rm -rf "$r_tmp"' EXIT
  mkdir "$r_tmp/old" "$r_tmp/new" && printf %s "$r_patch" > "$r_tmp/patch" && printf '%s\n' "$r_sums" > "$r_tmp/sums" ||
    reapply_end 86 "there is no room for a copy"
  reapply_each reapply_is_plain || reapply_end 83 "$r_said is no plain file below $r_tree"
  # The sums come first: where hunks have little context, a patch can seem to fit both ways.
  ! reapply_each reapply_is_so || reapply_end 92 "already there"
  printf '%s\n' "$r_final" > "$r_tmp/sums"
  ! reapply_each reapply_is_so || reapply_end 92 "already there"
  printf '%s\n' "$r_sums" > "$r_tmp/sums"
  if ! patch -p1 -F0 -N --dry-run -f -r - < "$r_tmp/patch" > "$r_tmp/said" 2>&1; then
    if patch -p1 -F0 -R --dry-run -f -s -r - < "$r_tmp/patch" >/dev/null 2>&1; then
      reapply_end 92 "already there; $r_said has other changes, too"
    fi
    head -n 20 "$r_tmp/said"
    reapply_end 84 "does not fit what is there now"
  fi
  # Applied to a copy first: the tree is touched only by files that are what they have to be.
  reapply_each reapply_copy || reapply_end 86 "there is no room for a copy"
  (cd "$r_tmp/new" && patch -p1 -F0 -N -f -s --no-backup-if-mismatch -r - < "$r_tmp/patch") ||
    reapply_end 84 "does not fit what is there now"
  reapply_each reapply_became || reapply_end 85 "$r_said would not become what was computed"
  trap '' INT TERM
  if ! reapply_each reapply_stage; then
    r_failed=$r_said
    reapply_each reapply_unstage
    reapply_end 86 "$r_failed cannot be written, or not with its owner, group and rights"
  fi
  if ! reapply_each reapply_move; then
    r_failed=$r_said
    r_half=
    reapply_each reapply_restore
    reapply_each reapply_unstage
    [ -z "$r_half" ] || reapply_end 88 "$r_failed cannot be written, and $r_half could not be made what it was"
    reapply_end 86 "$r_failed cannot be written; the files are as they were"
  fi
  reapply_each reapply_is_so || reapply_end 88 "$r_said is not what was computed"
  reapply_restart "$@"
  reapply_end 91 "put back"
}

reapply_end() {
  printf '%s: %s\n' "$r_name" "$2"
  exit "$1"
}

# Calls a function with sum and path of every file; stops at the first that fails, whose path is in r_said.
reapply_each() {
  while read -r r_sum r_path; do
    [ -n "$r_path" ] || continue
    r_said=$r_path
    "$1" "$r_sum" "$r_path" || return 1
  done < "$r_tmp/sums"
}

# No link anywhere on the way: what lies behind one is not this tree's.
reapply_is_plain() {
  r_at=$2
  while :; do
    [ ! -L "$r_at" ] || return 1
    case $r_at in
      */*) r_at=${r_at%/*} ;;
      *) break ;;
    esac
  done
  [ ! -e "$2" ] || [ -f "$2" ]
}

reapply_sum() {
  if [ -f "$1" ]; then
    r_has=$(sha256sum < "$1") && printf '%.64s' "$r_has"
  else
    printf -
  fi
}

reapply_is_so() { [ "$(reapply_sum "$2")" = "$1" ]; }
reapply_became() { [ "$(reapply_sum "$r_tmp/new/$2")" = "$1" ]; }

reapply_copy() {
  case $2 in
    */*) mkdir -p -- "$r_tmp/old/${2%/*}" "$r_tmp/new/${2%/*}" || return 1 ;;
  esac
  [ ! -e "$2" ] || { cp -p -- "$2" "$r_tmp/old/$2" && cp -p -- "$2" "$r_tmp/new/$2"; }
}

reapply_beside() {
  case $1 in
    */*) printf '%s/.shipit-%s-%s' "${1%/*}" "$$" "${1##*/}" ;;
    *) printf '.shipit-%s-%s' "$$" "$1" ;;
  esac
}

# A new file gets the usual rights: the private mask is for the copies.
reapply_stage() {
  [ "$1" != - ] || return 0
  case $2 in
    */*) (umask 022 && mkdir -p -- "${2%/*}") || return 1 ;;
  esac
  r_new=$(reapply_beside "$2")
  [ -e "$2" ] || chmod go+rX "$r_tmp/new/$2" || return 1
  cp -p -- "$r_tmp/new/$2" "$r_new" && [ "$(reapply_sum "$r_new")" = "$1" ] || return 1
  [ ! -e "$2" ] || reapply_keeps_owner "$r_new" "$2" || reapply_can_be_filled "$2"
}

# Whether a file would have owner, group and access list of the one whose place it takes: only root gives files away.
reapply_keeps_owner() { r_kind=$(reapply_owner "$1") && [ "$r_kind" = "$(reapply_owner "$2")" ]; }

# Behind the rights stands a mark where there is an access list; then links, owner and group.
reapply_owner() {
  ls -ldn -- "$1" | { read -r r_mode r_links r_owner r_group r_rest && echo "${r_mode#??????????} $r_owner $r_group"; }
}

# What cannot be replaced by a file of the same owner may still be written, if the patch gives it no other rights.
reapply_can_be_filled() {
  [ -w "$1" ] && [ "$(reapply_mode "$r_tmp/new/$1")" = "$(reapply_mode "$r_tmp/old/$1")" ]
}

reapply_keeps_mode() { [ "$(reapply_mode "$1")" = "$(reapply_mode "$r_tmp/old/$1")" ]; }

reapply_mode() { ls -ldn -- "$1" | cut -c 1-10; }

# FROM TO: TO becomes FROM, which lies beside it. In one instant, if that leaves it its owner; else it is written.
reapply_place() {
  if [ ! -e "$2" ] || reapply_keeps_owner "$1" "$2"; then
    mv -f -- "$1" "$2"
  else
    reapply_is_plain - "$2" && cat < "$1" > "$2" && rm -f -- "$1"
  fi
}

reapply_unstage() { rm -f -- "$(reapply_beside "$2")"; }

reapply_move() {
  if [ "$1" = - ]; then
    rm -f -- "$2" && [ ! -e "$2" ]
  else
    reapply_place "$(reapply_beside "$2")" "$2"
  fi
}

# What cannot be restored does not keep the rest from it.
reapply_restore() {
  if [ -e "$r_tmp/old/$2" ]; then
    { reapply_is_so "$(reapply_sum "$r_tmp/old/$2")" "$2" && reapply_keeps_mode "$2"; } ||
      { cp -p -- "$r_tmp/old/$2" "$(reapply_beside "$2")" && reapply_place "$(reapply_beside "$2")" "$2"; }
  else
    rm -f -- "$2"
  fi || r_half=$2
}

reapply_restart() {
  case $1 in
    units)
      shift
      for r_unit in "$@"; do
        systemctl --no-ask-password restart -- "$r_unit" </dev/null ||
          reapply_end 87 "put back, but $r_unit could not be restarted"
        printf '%s: %s restarted\n' "$r_name" "$r_unit"
      done
      ;;
    command)
      sh -c "$2" </dev/null || reapply_end 87 "put back, but the restart command failed"
      printf '%s: restarted\n' "$r_name"
      ;;
  esac
}
