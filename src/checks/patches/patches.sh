# What was changed by hand on a host: reads the message of the day, the deployed tree, the files of packages. Records are
# lines; a line break in a name travels as \001, because names may hold anything else.

# patches_motd named|usual FILE...: `= FILE`, then its lines with `: ` before them; `! WHY FILE` could not be read: closed,
# long, or absent where somebody named it. A directory stands for the files in it.
patches_motd() {
  patches_how=$1
  shift
  for patches_word; do
    patches_path=$(patches_home "$patches_word")
    if [ -d "$patches_path" ]; then
      if [ -r "$patches_path" ] && [ -x "$patches_path" ]; then
        patches_motd_files "$patches_path"/*
      else
        printf '! closed %s\n' "$patches_path"
      fi
    elif [ -f "$patches_path" ]; then
      patches_motd_files "$patches_path"
    elif [ "$patches_how" = named ]; then
      printf '! absent %s\n' "$patches_path"
    fi
  done
  echo end
}

patches_motd_files() {
  for patches_file; do
    [ -f "$patches_file" ] || continue
    if [ ! -r "$patches_file" ]; then
      printf '! closed %s\n' "$patches_file"
    elif [ "$(wc -c <"$patches_file")" -gt 16384 ]; then
      printf '! long %s\n' "$patches_file"
    else
      printf '= %s\n' "$patches_file"
      sed 's/^/: /' "$patches_file"
      echo
    fi
  done
}

# `~/` of a path is the home of whoever logs in.
patches_home() {
  case $1 in
    '~/'*) printf '%s\n' "${HOME:-.}/${1#??}" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# patches_tree PATH MOST FIND...: by git where the tree is a work tree and git answers, else by the sums of its files.
# FIND are words for find(1) that leave directories out. `blind` lines say what could not be looked into. The last line is
# `end`: without it nothing may be concluded.
patches_tree() {
  patches_path=$(patches_home "$1") patches_most=$2
  shift 2
  if [ ! -e "$patches_path" ]; then
    echo missing
    echo end
    return 0
  fi
  cd -- "$patches_path" || return 1
  cd "$(pwd -P)" || return 1
  if [ -e .git ] && have git; then
    if patches_git; then
      return 0
    fi
  fi
  patches_sums "$@"
}

patches_flat() { tr '\n\000' '\001\n'; }

# Whose tree it is does not matter to what is read, but programs that its configuration names are not started in a tree of
# somebody else: neither filters nor monitors nor submodules.
patches_git() {
  patches_foreign=
  [ -O . ] || patches_foreign=yes
  if [ "$patches_foreign" ]; then
    if patches_ask config --get-regexp '^filter\..*\.(clean|process)$' >/dev/null 2>&1; then
      return 1
    fi
    set -- --ignore-submodules=dirty
  else
    set --
  fi
  [ "$(patches_ask rev-parse --show-cdup 2>/dev/null)" = '' ] || return 1
  patches_ask status --porcelain=v2 -z --branch --untracked-files=all --no-renames "$@" \
    >"$T/status" 2>"$T/warnings" || return 1
  patches_ask ls-files -v -z >"$T/files" || return 1
  if [ "$(wc -c <"$T/status")" -gt 4000000 ]; then
    echo many
    echo end
    return 0
  fi
  echo git
  sed 's/^/blind /' "$T/warnings" | head -n 3
  if [ "$patches_foreign" ] && [ -e .gitmodules ]; then echo no-submodules; fi
  patches_flat <"$T/status" | sed 's/^/s /'
  patches_flat <"$T/files" | grep '^[a-zS] ' | patches_hidden
  echo end
}

# Of what git was told not to look at, what is there: a sparse work tree leaves most of it out.
patches_hidden() {
  patches_n=0 patches_break=$(printf '\001')
  while IFS= read -r patches_line; do
    patches_file=${patches_line#? }
    case $patches_file in
      *"$patches_break"*) echo 'blind a file that its git was told not to look at, with a line break in its name' ;;
      *)
        if [ -e "./$patches_file" ] || [ -L "./$patches_file" ]; then
          patches_n=$((patches_n + 1))
          if [ "$patches_n" -gt 200 ]; then
            echo 'blind more than 200 files that its git was told not to look at'
            return 0
          fi
          printf 'h %s\n' "$patches_file"
        fi
        ;;
    esac
  done
}

patches_ask() {
  lim 30 git -c "safe.directory=$PWD" -c core.fsmonitor=false -c core.hooksPath=/dev/null -c core.quotepath=false \
    --no-optional-locks "$@"
}

patches_sums() {
  have sha256sum || {
    echo no-sums
    echo end
    return 0
  }
  rm -f "$T/warnings"
  patches_find "$T/list" "$@" -type f
  [ -f "$T/list" ] || return 1
  if [ "$(patches_flat <"$T/list" | wc -l)" -gt "$patches_most" ] || [ "$(wc -c <"$T/list")" -gt 2000000 ]; then
    echo many
    echo end
    return 0
  fi
  patches_find "$T/executable" "$@" -type f -perm -100
  patches_find "$T/links" "$@" -type l
  if [ "$(patches_flat <"$T/links" | wc -l)" -gt "$patches_most" ]; then
    echo many
    echo end
    return 0
  fi
  echo sums
  sort -u "$T/warnings" | head -n 3 | sed 's/^/blind /'
  patches_flat <"$T/list" | sed 's/^/f /'
  patches_flat <"$T/executable" | sed 's/^/x /'
  patches_flat <"$T/links" |
    while IFS= read -r patches_line; do
      patches_file=$(printf '%s' "$patches_line" | tr '\001' '\n')
      printf 'l %s\n> %s\n' "$patches_line" "$(readlink "$patches_file" | patches_flat)"
    done
  if [ -s "$T/list" ]; then
    lim 60 xargs -0 sha256sum <"$T/list" 2>/dev/null | sed 's/^/= /'
  fi
  echo end
}

# patches_find FILE FIND...: names in FILE; whatever was not looked into is among the warnings.
patches_find() {
  patches_out=$1
  shift
  lim 40 find . -name .git -prune -o "$@" -print0 >"$patches_out" 2>"$T/told" ||
    [ -s "$T/told" ] || echo 'find did not come to its end' >"$T/told"
  cat "$T/told" >>"$T/warnings"
}

# patches_contents PATH FILE...: `f N SHA256` or `x N SHA256`, then its bytes in base64 with `: ` before each line;
# `l N`, then where it leads; `big N SHA256`; `gone N`; `denied N`; `rest N` when it is too much. N counts from 0.
patches_contents() {
  cd -- "$(patches_home "$1")" || return 1
  shift
  have base64 || return 127
  patches_n=-1 patches_all=0
  for patches_file; do
    patches_n=$((patches_n + 1))
    if [ -L "$patches_file" ]; then
      printf 'l %s\n' "$patches_n"
      readlink "$patches_file" | tr -d '\n' | base64 | sed 's/^/: /'
      continue
    fi
    if [ ! -e "$patches_file" ]; then
      printf 'gone %s\n' "$patches_n"
      continue
    fi
    if [ ! -f "$patches_file" ] || [ ! -r "$patches_file" ]; then
      printf 'denied %s\n' "$patches_n"
      continue
    fi
    patches_size=$(wc -c <"$patches_file")
    patches_sum=$(sha256sum <"$patches_file" 2>/dev/null)
    patches_sum=${patches_sum%% *}
    if [ "$patches_size" -gt 262144 ]; then
      printf 'big %s %s\n' "$patches_n" "$patches_sum"
      continue
    fi
    patches_all=$((patches_all + patches_size))
    if [ "$patches_all" -gt 2000000 ]; then
      printf 'rest %s %s\n' "$patches_n" "$patches_sum"
      continue
    fi
    if [ -x "$patches_file" ]; then patches_type=x; else patches_type=f; fi
    printf '%s %s %s\n' "$patches_type" "$patches_n" "$patches_sum"
    base64 "$patches_file" | sed 's/^/: /'
  done
  echo end
}

# patches_packages: files of packages that are not what was installed; the tool first, then what it says, `cut` if that was
# not all, then `rc STATUS`, which says little: dpkg -V ends with 0 whatever it finds.
patches_packages() {
  if have dpkg-query; then
    if have debsums; then
      patches_verify debsums -c
    else
      patches_verify dpkg -V
    fi
  elif have rpm; then
    patches_verify rpm -Va --noconfig --nomtime --nodeps
  elif have apk; then
    patches_verify apk audit --system
  else
    echo none
  fi
}

patches_verify() {
  echo "$1"
  lim 30 "$@" >"$T/said" 2>&1
  patches_rc=$?
  head -n 2000 "$T/said" | sed 's/^/: /'
  sed -n '2001s/.*/cut/p' "$T/said"
  echo "rc $patches_rc"
}
