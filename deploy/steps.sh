# Shell functions that deploy/prepare, deploy/run and tests/run share: saying what happens, running
# a step with its log in a file, and finding the tools that deploy/prepare fetched.
# Sourced, never run; must not change anything by being sourced.

export LC_ALL=C.UTF-8

project_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
log_folder=$project_root/build/logs
node_tools=$project_root/.tools/node_modules/.bin

say() { printf '%s\n' "$*"; }

# The tools of .tools come first where they exist.
use_fetched_tools() {
  if [ -x "$node_tools/node" ]; then
    case ":$PATH:" in
      *":$node_tools:"*) ;;
      *) PATH=$node_tools:$PATH; export PATH ;;
    esac
  fi
}

# node_is_fit: a Node of at least 20.19 with npm is on PATH.
node_is_fit() {
  local version major minor
  command -v npm >/dev/null 2>&1 || return 1
  version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -ge 19 ]; }
}

# tell_progress LOG: says every 20 seconds how far the step has come, until it is ended or its shell
# is gone.
tell_progress() {
  local log=$1 since=$SECONDS waited=0 at
  while kill -0 $$ 2>/dev/null; do
    sleep 1
    waited=$((waited + 1))
    if [ "$waited" -ge 20 ]; then
      waited=0
      at=$(grep -ao '^\[[0-9]*/[0-9]*\]' "$log" 2>/dev/null | tail -n 1)
      say "    ... ${at:+$at }$((SECONDS - since)) s"
    fi
  done
}

# step NAME TEXT COMMAND...: runs COMMAND with its output in build/logs/NAME.log, says TEXT before
# and the seconds after; on failure shows the end of the log. Answers the command's exit code.
step() {
  local name=$1 text=$2 log=$log_folder/$1.log since=$SECONDS code=0 teller
  shift 2
  mkdir -p "$log_folder"
  say "==> $text (log: ${log#"$project_root"/})"
  : >"$log"
  tell_progress "$log" &
  teller=$!
  "$@" >"$log" 2>&1 </dev/null || code=$?
  kill "$teller" 2>/dev/null
  wait "$teller" 2>/dev/null || true
  if [ "$code" -eq 0 ]; then
    say "    done in $((SECONDS - since)) s"
  else
    say "    FAILED with exit code $code after $((SECONDS - since)) s; the end of the log:"
    tail -n 40 "$log" | sed 's/^/    | /'
  fi
  return "$code"
}
