# Whether a patch is on a deployed tree. POSIX sh, read-only.
#
# back_look TREE SUMS PATCH
#   SUMS   one line a file: its SHA-256 where the patch is there, or `-` where it is gone then, a blank, its path
#   PATCH  the change (-p1); empty: only the sums are compared
# Prints `so`, or `other PATH` where the patch is there beside something else, `absent PATH`, or `unread WHY`.

back_look() {
  back_tree=$1 back_sums=$2 back_patch=$3
  case $back_tree in '~/'*) back_tree=$HOME/${back_tree#'~/'} ;; esac
  cd -- "$back_tree" 2>/dev/null || { echo "unread there is no directory $back_tree"; return; }
  have sha256sum || { echo "unread sha256sum is not installed"; return; }
  printf '%s\n' "$back_sums" > "$T/sums" || { echo "unread there is no room in $T"; return; }
  back_differs=
  while read -r back_sum back_path; do
    if [ -e "$back_path" ] && [ ! -r "$back_path" ]; then
      echo "unread $back_path may not be read"
      return
    fi
    back_has=-
    [ ! -f "$back_path" ] || back_has=$(sha256sum < "$back_path")
    [ "${back_has%% *}" = "$back_sum" ] || back_differs=${back_differs:-$back_path}
  done < "$T/sums"
  if [ -z "$back_differs" ]; then
    echo so
  elif [ -n "$back_patch" ] && back_fits_reversed; then
    echo "other $back_differs"
  else
    echo "absent $back_differs"
  fi
}

# Without fuzz: with it an absent patch can look like one that is there. Both ways at once proves nothing.
back_fits_reversed() {
  printf %s "$back_patch" > "$T/patch" || return 1
  patch --version 2>/dev/null | grep -q '^GNU patch' || return 1
  lim 20 patch -p1 -F0 -R --dry-run -f -s -r - < "$T/patch" >/dev/null 2>&1 &&
    ! lim 20 patch -p1 -F0 -N --dry-run -f -s -r - < "$T/patch" >/dev/null 2>&1
}
