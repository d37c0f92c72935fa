#!/usr/bin/env bash
# bash shard.sh [OPTION…]: the work of one Spark task. Reads the names of crawl files from standard input, one on each line, and
# writes their pairs to standard output, as JSON on each line. OPTIONs go to `alt2img dataset filter`.
#
# Files on this machine are read where they are. Others are first copied into a folder that is removed at the end:
# http(s) with curl, s3 with the AWS command line. Whatever fails ends the script with a status other than 0, so that Spark
# runs the task again.
set -euo pipefail

copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT

fetch() {
  local name number=0
  while read -r name; do
    number=$((number + 1))
    case $name in
      http://* | https://*) curl -fsSL --retry 5 --retry-connrefused -o "$copies/$number" "$name" && echo "$copies/$number" ;;
      s3://*) aws s3 cp --quiet "$name" "$copies/$number" && echo "$copies/$number" ;;
      *) echo "$name" ;;
    esac
  done
}

fetch | alt2img pairs - --jobs 1 --quiet | alt2img dataset filter - --quiet "$@"
