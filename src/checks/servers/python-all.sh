# Imports everything a python can import, each crash and each failure by itself. Words: stdlib|dists, named|found,
# seconds in all, then interpreters or virtualenvs. `named`: one without a python is told; `found`: it is skipped.
servers_probe_all() {
  _what=$1; _how=$2; _seconds=$3; shift 3
  _any=
  for _word in "$@"; do
    _python=$(servers_python_of "$_word")
    if [ -n "$_python" ]; then
      _any=1
      servers_python_all "$_python" "$_word" "$_what" "$_seconds"
    elif [ "$_how" = named ]; then
      _any=1
      printf 'nopython\t%s\n' "$_word"
    fi
  done
  [ -n "$_any" ] && return 0
  if [ "$_how" = found ] && have python3; then
    servers_python_all "$(command -v python3)" python3 "$_what" "$_seconds"
  else
    printf 'nopython\tpython3\n'
  fi
}

# The interpreter meant by a word: a virtualenv, what holds one, a program or its name.
servers_python_of() {
  if [ -d "$1" ]; then
    for _p in "$1/bin/python3" "$1/bin/python" "$1/venv/bin/python" "$1/.venv/bin/python"; do
      if [ -x "$_p" ]; then printf '%s\n' "$_p"; return 0; fi
    done
  else
    case $1 in
      */*) if [ -x "$1" ]; then printf '%s\n' "$1"; fi ;;
      *) command -v -- "$1" 2>/dev/null ;;
    esac
  fi
  return 0
}

servers_python_all() {
  cat > "$T/servers_all.py" <<'PY'
import os, re, signal, subprocess, sys, time

# What only other systems have, and what opens a browser or prints a poem when it is imported.
ELSEWHERE = set(("_winapi winreg winsound msvcrt nt _msi msilib _overlapped _scproxy _osx_support"
  " _wmi _aix_support _android_support _apple_support _ios_support antigravity this __main__ turtledemo"
  " test xxlimited xxlimited_35 xxsubtype _xxtestfuzz _testbuffer _testcapi _testclinic"
  " _testclinic_limited _testconsole _testexternalinspection _testimportmultiple _testinternalcapi"
  " _testlimitedcapi _testmultiphase _testsinglephase _ctypes_test _pyrepl").split())

CHILD = r'''
import importlib, os, signal, sys
out = os.fdopen(os.dup(1), "w")
null = os.open(os.devnull, os.O_RDWR)
os.dup2(null, 1); os.dup2(null, 2)
for name in sys.argv[2:]:
    out.write("try\t%s\n" % name); out.flush()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(sys.argv[1]))
    try:
        importlib.import_module(name)
    except BaseException as e:
        out.write("fail\t%s\t%s: %s\n" % (name, type(e).__name__, " ".join(str(e).split())[:200])); out.flush()
    signal.alarm(0)
out.write("end\n"); out.flush()
os._exit(0)
'''

def stdlib():
    names = getattr(sys, "stdlib_module_names", None)
    if names is None:
        import sysconfig
        names = set(sys.builtin_module_names)
        home = sysconfig.get_paths()["stdlib"]
        for place in (home, os.path.join(home, "lib-dynload")):
            for entry in (os.listdir(place) if os.path.isdir(place) else ()):
                found = re.match(r"^([A-Za-z_][A-Za-z0-9_]*)(\.py|\.[^/]*so)?$", entry)
                if found and (found.group(2) or os.path.exists(os.path.join(place, entry, "__init__.py"))):
                    names.add(found.group(1))
    return sorted(n for n in names if n not in ELSEWHERE)

def dists():
    names = set(["ssl"])
    try:
        from importlib.metadata import distributions
        for one in distributions():
            text = one.read_text("top_level.txt")
            if text is not None:
                names.update(text.split())
            else:
                for path in one.files or ():
                    parts = str(path).replace("\\", "/").split("/")
                    if len(parts) == 1:
                        found = re.match(r"^([A-Za-z0-9_]+)(\.py|\.[^/]*so)$", parts[0])
                        if found: names.add(found.group(1))
                    elif parts[1] == "__init__.py":
                        names.add(parts[0])
    except ImportError:
        from pkg_resources import working_set
        for one in working_set:
            if one.has_metadata("top_level.txt"):
                names.update(one.get_metadata("top_level.txt").split())
    return sorted(n for n in names if re.match(r"^[A-Za-z_][A-Za-z0-9_]*$", n) and n not in ELSEWHERE)

def say(*words):
    print("\t".join(re.sub(r"[\t\r\n]", " ", str(w)) for w in words)); sys.stdout.flush()

END = time.time() + float(sys.argv[3])
EACH = max(2, min(10, int(float(sys.argv[3]) / 3)))

class Late(Exception): pass

def run(names):
    """-> (failures by name, name it died at or None, how it died)"""
    left = END - time.time()
    if left < 0.5: raise Late()
    child = subprocess.Popen([sys.executable, "-I", "-c", CHILD, str(EACH)] + list(names),
      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        text = child.communicate(timeout=left)[0].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        child.kill(); child.communicate(); raise Late()
    failed, last, ended = {}, None, False
    for line in text.split("\n"):
        words = line.split("\t")
        if words[0] == "try" and len(words) > 1: last = words[1]
        elif words[0] == "fail" and len(words) > 2: failed[words[1]] = words[2]
        elif words[0] == "end": ended = True
    if ended: return failed, None, None
    if child.returncode == -signal.SIGALRM: how = "did not finish in %d s" % EACH
    elif child.returncode < 0:
        try: how = "died with " + signal.Signals(-child.returncode).name
        except ValueError: how = "died with signal %d" % -child.returncode
    else: how = "ended the process"
    return failed, last, how

suspects, done = set(), set()

def together(names):
    """Everything in one process; after a crash again without the one it died at, which may need all that came before."""
    crashes, rest = [], list(names)
    while True:
        failed, at, how = run(rest)
        suspects.update(failed)
        if at is None: return crashes
        crashes.append((rest[:rest.index(at)], at, how))
        rest.remove(at)

def alone(name):
    failed, at, how = run([name])
    return how if at is not None else failed.get(name)

def culprit(before, name):
    """What has to be loaded first for `name` to die: the shortest beginning of `before` with which it does."""
    low, high = 0, len(before)
    while low < high:
        middle = (low + high) // 2
        if run(before[:middle] + [name])[1] is not None: high = middle
        else: low = middle + 1
    return before[low - 1] if 0 < low <= len(before) else None

word, what = sys.argv[1], sys.argv[2]
names = stdlib() if what == "stdlib" else dists()
say("python", word, "%d.%d.%d" % sys.version_info[:3], len(names))
pairs = set()

def resolve(crashes):
    for before, name, how in crashes:
        if name in done: continue
        single = alone(name)
        if single is not None:
            done.add(name); say("fail", word, name, single)
            continue
        before = [one for one in before if one not in done]
        first = culprit(before, name)
        if first is None or (first, name) in pairs: continue
        pairs.add((first, name))
        how = run([first, name])[2]
        if how is None:
            say("fail", word, name, "died after other modules were loaded, %s the last of them" % first)
        else:
            other = run([name, first])[2]
            say("pair", word, first, name, how, "works" if other is None else other)

try:
    resolve(together(names))
    resolve(together([name for name in names[::-1] if name not in done]))
    for name in sorted(suspects - done):
        reason = alone(name)
        if reason is not None: say("fail", word, name, reason)
    say("done", word)
except Late:
    say("late", word, int(float(sys.argv[3])))
PY
  _left=$(($4 + 5))
  ( cd "$T" && lim "$_left" "$1" -I "$T/servers_all.py" "$2" "$3" "$4" )
  _rc=$?
  [ "$_rc" = 0 ] || printf 'broken\t%s\t%s\n' "$2" "$_rc"
}
