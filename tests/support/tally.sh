# Shell functions of tests/run: run a suite under a time limit with its log in a file, count what it
# passed and failed from its own output, and print the table at the end.
# A suite that ran nothing, crashed or took too long counts as failed, whatever it printed.
# Sourced after deploy/steps.sh, never run.

suite_names=()
suite_passed=()
suite_failed=()
suite_tenths=()
running_suite=

now_tenths() { printf '%s' $(($(date +%s%N) / 100000000)); }

# count_gtest LOG, count_ctest LOG ...: print "PASSED FAILED" as the runner of that kind reports it;
# "PASSED FAILED cut", or nothing, where its closing line is missing.
count_gtest() {
  awk '/^\[ *OK *\] /                 { passed++ }
       /^\[ *FAILED *\] .*\([0-9]+ ms\)$/ { failed++ }
       /^\[=+\] [0-9]+ tests? from .* ran\./ { ended = 1 }
       END { print passed + 0, failed + 0, ended ? "" : "cut" }' "$1"
}
count_ctest() {
  awk '/tests passed, [0-9]+ tests? failed out of [0-9]+/ {
         for (i = 2; i <= NF; i++) {
           if ($i == "failed" && ($(i - 1) == "test" || $(i - 1) == "tests")) failed = $(i - 2)
           if ($i == "of") total = $(i + 1)
         }
         ended = 1
       }
       END { if (ended) print total - failed, failed + 0 }' "$1"
}
count_vitest() {
  awk '$1 == "Tests" {
         ended = 1
         for (i = 2; i <= NF; i++) {
           if ($i == "passed") passed = $(i - 1)
           if ($i == "failed") failed = $(i - 1)
         }
       }
       END { if (ended) print passed + 0, failed + 0 }' "$1"
}
# The house form: the last line says "N passed, N failed".
count_house() {
  awk '{ last = $0 }
       END { if (last ~ /^[0-9]+ passed, [0-9]+ failed$/) { split(last, word, " ");
               print word[1], word[3] } }' "$1"
}
# A runner that only knows good and bad: one check.
count_one() { printf '1 0\n'; }

# suite NAME COUNTER SECONDS COMMAND...: runs COMMAND, at most SECONDS long, and keeps the score.
suite() {
  local name=$1 counter=$2 limit=$3 log=$log_folder/$1.log since code=0 score passed failed cut note=
  shift 3
  mkdir -p "$log_folder"
  say "==> $name (log: ${log#"$project_root"/})"
  since=$(now_tenths)
  : >"$log"
  # In the background, so that an interrupt reaches this shell at once; its trap ends the suite.
  timeout --kill-after=15 "$limit" "$@" >"$log" 2>&1 </dev/null &
  running_suite=$!
  wait "$running_suite" || code=$?
  running_suite=
  score=$("count_$counter" "$log")
  read -r passed failed cut <<<"${score:-0 0 cut}"
  if [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; then
    failed=$((failed + 1)) note=", stopped after $limit s"
  elif [ "$counter" = one ] && [ "$code" -ne 0 ]; then
    passed=0 failed=1
  elif [ -n "$cut" ]; then
    failed=$((failed + 1)) note=", the runner did not finish (exit code $code)"
  elif [ $((passed + failed)) -eq 0 ]; then
    failed=1 note=", it ran nothing"
  elif [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1 note=", the runner ended with exit code $code"
  fi
  record "$name" "$passed" "$failed" $(($(now_tenths) - since))
  say "    $passed passed, $failed failed$note"
  [ "$failed" -eq 0 ] || show_failures "$log"
}

# record NAME PASSED FAILED TENTHS-OF-A-SECOND
record() {
  suite_names+=("$1")
  suite_passed+=("$2")
  suite_failed+=("$3")
  suite_tenths+=("$4")
}

# What a reader needs first: the lines that speak of failure, then the end of the log.
show_failures() {
  grep -aE 'FAILED|\*\*\*|Failure$|^ *(FAIL|not ok|error|Error)\b|ERROR:|✗|×' "$1" | head -n 30 |
    cut -c 1-200 | sed 's/^/    ! /' || true
  tail -n 25 "$1" | cut -c 1-200 | sed 's/^/    | /'
}

# The table, then the line that machines read, last. Answers non-zero on any failure.
print_table() {
  local i passed=0 failed=0
  say ""
  printf '%-28s %8s %8s %8s\n' suite passed failed minutes
  for i in "${!suite_names[@]}"; do
    printf '%-28s %8d %8d %6d.%02d\n' "${suite_names[i]}" "${suite_passed[i]}" "${suite_failed[i]}" \
      $((suite_tenths[i] / 600)) $((suite_tenths[i] % 600 / 6))
    passed=$((passed + suite_passed[i]))
    failed=$((failed + suite_failed[i]))
  done
  if [ "$passed" -eq 0 ] && [ "$failed" -eq 0 ]; then
    say "No suite ran anything."
    failed=1
  fi
  say ""
  say "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
