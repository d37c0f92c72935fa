#!/bin/sh
# The alt2img of the test. If there is a file with the name of an input in $TMPDIR/kill, it writes some of the pairs and
# then kills what the file says, once: "executor" (the JVM) or "worker" (Spark's Python process).
case $1 in
  pairs) ;;
  *) exec "$ALT2IMG_NODE" "$ALT2IMG_MAIN" "$@" ;;
esac

names=$(cat)
for name in $names; do
  order="$TMPDIR/kill/$(basename "$name")"
  echo "$name" >> "$TMPDIR/runs"
  # Only one process can move it.
  mv "$order" "$order.done" 2> /dev/null || continue
  case $(cat "$order.done") in executor) wanted=CoarseGrainedExecutorBackend ;; *) wanted=pyspark ;; esac
  "$ALT2IMG_NODE" "$ALT2IMG_MAIN" pairs "$name" --quiet | head -n 20
  process=$$
  while [ "$process" -gt 1 ]; do
    process=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$process/status")
    if tr '\0' ' ' < "/proc/$process/cmdline" | grep -q "$wanted"; then
      echo "$order" >> "$TMPDIR/deaths"
      kill -9 "$process"
      exit 1
    fi
  done
done
printf '%s\n' "$names" | "$ALT2IMG_NODE" "$ALT2IMG_MAIN" "$@"
