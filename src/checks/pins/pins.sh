# What a fresh install would bring on this host. POSIX sh; writes nothing but the private temporary directory $T.
#
# pins_resolve SECONDS PYTHONS COUNT PATH TEXT... WORD...
#   PYTHONS  interpreters, one a line; the first that has pip is asked
#   PATH     relative, with what is in that file; COUNT of them
#   WORD     for pip: -r ./requirements.txt
# Prints `unread WHY`; or `pip …` as pip says its version, `exit N`, and then the report without what nobody needs, or
# what pip said as it failed.

pins_resolve() {
  pins_seconds=$1 pins_pythons=$2 pins_count=$3
  shift 3
  mkdir "$T/release" "$T/tmp" 2>/dev/null || { echo 'unread there is no room for files'; return; }
  while [ "$pins_count" -gt 0 ]; do
    case $1 in */*) mkdir -p -- "$T/release/${1%/*}" ;; esac
    printf %s "$2" >"$T/release/$1" || { echo 'unread there is no room for files'; return; }
    shift 2
    pins_count=$((pins_count - 1))
  done
  cd "$T/release" || { echo 'unread there is no room for files'; return; }
  TMPDIR=$T/tmp PIP_NO_INPUT=1 PIP_REQUIRE_VIRTUALENV=0 PIP_BREAK_SYSTEM_PACKAGES=1 PIP_USER=0
  PYTHONNOUSERSITE=1 PYTHONDONTWRITEBYTECODE=1
  export TMPDIR PIP_NO_INPUT PIP_REQUIRE_VIRTUALENV PIP_BREAK_SYSTEM_PACKAGES PIP_USER
  export PYTHONNOUSERSITE PYTHONDONTWRITEBYTECODE
  unset PYTHONPATH PYTHONHOME
  pins_python=$(pins_pick) || { echo 'unread no python there has pip'; return; }
  head -n 1 "$T/pip"
  lim "$pins_seconds" "$pins_python" -m pip install --dry-run --ignore-installed --quiet --no-cache-dir \
    --disable-pip-version-check --no-input --retries 2 --report "$T/report" "$@" </dev/null >/dev/null 2>"$T/said"
  pins_exit=$?
  echo "exit $pins_exit"
  if [ "$pins_exit" = 0 ]; then
    "$pins_python" -c "$pins_reduce" "$T/report" </dev/null
  else
    tail -n 60 "$T/said" | tail -c 16000
  fi
}

pins_pick() {
  printf '%s\n' "$pins_pythons" | while IFS= read -r pins_one; do
    case $pins_one in '~/'*) pins_one=$HOME/${pins_one#'~/'} ;; esac
    if have "$pins_one" && lim 20 "$pins_one" -m pip --version </dev/null >"$T/pip" 2>/dev/null; then
      printf '%s\n' "$pins_one"
      break
    fi
  done | grep .
}

# Every package's own description is left out: that is most of it.
pins_reduce='
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
print(json.dumps({
    "version": report["version"],
    "pip_version": report["pip_version"],
    "environment": {"python_version": report["environment"]["python_version"]},
    "install": [{
        "requested": one["requested"],
        "metadata": {key: one["metadata"].get(key) or [] for key in ("name", "version", "requires_dist")},
        "download_info": {"archive_info": {"hash": one["download_info"].get("archive_info", {}).get("hash") or ""}},
    } for one in report["install"]],
}))
'
