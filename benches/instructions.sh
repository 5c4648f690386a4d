#!/bin/sh
# Instructions that one simulation executes, by callgrind: a measure of the day that a
# busy machine does not blur. Arguments are those of one_simulation.rs.
set -eu
cd "$(dirname "$0")/.."
if ! command -v valgrind >/dev/null 2>&1; then
    echo "valgrind is not installed: no instruction counts" >&2
    exit 0
fi
cargo build --release --quiet --example one_simulation
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
valgrind --tool=callgrind --callgrind-out-file="$out/calls" \
    "${CARGO_TARGET_DIR:-target}/release/examples/one_simulation" "$@" \
    >"$out/stdout" 2>"$out/stderr" || { cat "$out/stderr" >&2; exit 1; }
cat "$out/stdout"
total=$(sed -n 's/^\(summary\|totals\): *\([0-9]*\).*/\2/p' "$out/calls" | tail -n 1)
weeks=$(sed -n 's/^agent_weeks=\([0-9]*\).*/\1/p' "$out/stdout")
echo "instructions=$total per_agent_week=$((total / weeks))"
callgrind_annotate --auto=no --threshold=99 "$out/calls" |
    sed -n '/file:function/,$p' | cut -c 1-150 | head -n 18
