#!/bin/bash
# Builds jpeg.wasm and resample.wasm from the sources here and libjpeg-turbo's. README.md says what it needs.
#
#     build.sh FOLDER_OF_LIBJPEG_TURBO [OUTPUT_FOLDER]
set -euo pipefail
library=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath "${2:-$here}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

clang=${CLANG:-clang-19}
flags=(--target=wasm32-wasi -isystem /usr/include/wasm32-wasi -O3 -msimd128 -mbulk-memory -mnontrapping-fptoint -msign-ext
  -DNO_GETENV -DNO_PUTENV -Wno-macro-redefined)
link=(--target=wasm32-wasi -nostartfiles -Wl,--no-entry -Wl,--gc-sections -Wl,-s)

# The one change to the library: a bit buffer of 64 bits, though size_t has 32.
cp "$library"/src/*.c "$library"/src/*.h .
sed -i 's/typedef size_t bit_buf_type;/typedef unsigned long long bit_buf_type;/' jdhuff.h

objects=()
for name in jcomapi jdapimin jdapistd jdatasrc jdcoefct jdcolor jddctmgr jdhuff jdinput jdmainct jdmarker jdmaster jdphuff \
  jdarith jaricom jdpostct jdsample jidctint jidctfst jidctflt jidctred jutils jmemmgr jmemnobs; do
  "$clang" "${flags[@]}" -w -I"$here/jpeg" -I. -c "$name.c" -o "$name.o"
  objects+=("$name.o")
done
for name in decoder simd; do
  "$clang" "${flags[@]}" -Wall -Wno-unused-parameter -I"$here/jpeg" -I. -c "$here/jpeg/$name.c" -o "$name.o"
  objects+=("$name.o")
done
"$clang" "${link[@]}" "${objects[@]}" -o "$out/jpeg.wasm"

"$clang" "${flags[@]}" -Wall -c "$here/resample/resample.c" -o resample.o
"$clang" "${link[@]}" -nostdlib -Wl,--export=__heap_base resample.o -o "$out/resample.wasm"
ls -l "$out"/*.wasm
