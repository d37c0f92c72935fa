#!/bin/bash
# Builds dot.c and writes it into src/search/dot/dot-code.ts. The README says what it needs.
set -euo pipefail
cd "$(dirname "$0")"
clang=${CLANG:-clang-19}
wasm=$(mktemp)
trap 'rm -f "$wasm"' EXIT
"$clang" --target=wasm32 -O3 -msimd128 -mbulk-memory -ffp-contract=off -Wall -nostdlib \
  -Wl,--no-entry -Wl,--gc-sections -Wl,-s -Wl,--export=__heap_base -Wl,-z,stack-size=16384 dot.c -o "$wasm"
target=../src/search/dot/dot-code.ts
{
  echo "// Made by wasm/build.sh from wasm/dot.c."
  echo
  echo "/** WebAssembly in base64. */"
  echo "export const wasm ="
  echo "  \"$(base64 -w0 "$wasm")\";"
} > "$target"
ls -l "$wasm"
