# Runs the project's own command in a fresh process. Words: seconds, most bytes, the command's words. The first line says how
# it ended and how many bytes follow, the rest is what both streams printed: one byte too many where more was printed.
pending_command() {
  if [ ! -d "$T" ]; then
    echo 'there is no room on the host to run it'
    return 0
  fi
  _pending_limit=$1
  _pending_most=$2
  shift 2
  _pending_from=$(date +%s)
  {
    lim "$_pending_limit" "$@"
    printf '%s' "$?" > "$T/pending_rc"
  } 2>&1 | {
    head -c "$((_pending_most + 1))" > "$T/pending_out"
    cat > /dev/null
  }
  _pending_rc=$(cat "$T/pending_rc" 2> /dev/null)
  _pending_took=$(($(date +%s) - _pending_from))
  case $_pending_rc in
    '') echo 'there is no room on the host to run it' ;;
    124 | 137 | 143)
      if [ "$_pending_took" -ge "$_pending_limit" ]; then
        echo "it did not end within $_pending_limit s"
      else
        printf 'end %s 0\n' "$_pending_rc"
      fi
      ;;
    *)
      printf 'end %s %s\n' "$_pending_rc" "$(($(wc -c < "$T/pending_out")))"
      cat "$T/pending_out"
      ;;
  esac
  rm -f "$T/pending_rc" "$T/pending_out"
}
