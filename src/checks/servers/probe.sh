# One probe of the checklist in a fresh process. Words: seconds, then the command; `sh -c TEXT` for a text.
servers_probe() {
  lim "$@"
}
