#!/bin/sh
# Opens a page of `berth report` from disk in a headless browser and fails if it asked for a network, logged an error or
# does not fit: wide and narrow, light and dark, every control used, printed. Look at the pictures; this cannot.
#
#   bench/screenshots.sh PAGE [FOLDER]     pictures go to FOLDER (default: screenshots)
#   bench/screenshots.sh --self-test       shows that planted requests and errors are caught
#
# Needs Chromium or Chrome ($CHROMIUM, or found by name) and Node 16 or later; neither is part of the build.
# Exit status: 0 all is well, 1 the page did what it must not, 2 it could not be looked at.
set -u
here=$(cd "$(dirname "$0")" && pwd)

fail() {
    echo "screenshots: $1" >&2
    exit 2
}

for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome chrome; do
    browser=$(command -v "$name") && break
done
[ -n "${browser:-}" ] || fail "no Chromium found, set CHROMIUM to one"
command -v node > /dev/null || fail "no node found"

look() {
    node "$here/screenshots.mjs" "$browser" "$1" "$2"
}

# planted NAME STATUS BODY: a page with that body must end with that status.
planted() {
    printf '<!DOCTYPE html><title>planted</title><link rel="icon" href="data:,">%s\n' "$3" > "$work/$1.html"
    look "$work/$1.html" "$work" 2> "$work/said"
    status=$?
    if [ "$status" -eq "$2" ]; then
        echo "ok   $1: $(head -n 1 "$work/said")"
    else
        echo "FAIL $1: status is $status, must be $2: $(cat "$work/said")"
        wrong=1
    fi
}

case "${1:-}" in
    --self-test)
        work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
        wrong=0
        planted clean 0 '<p>Nothing.</p>'
        planted image 1 '<img alt="" src="http://127.0.0.1:9/x.png">'
        planted script 1 '<script src="https://localhost:9/x.js"></script>'
        planted style 1 '<style>@import url(http://127.0.0.1:9/x.css);</style>'
        planted fetch 1 '<script>fetch("http://127.0.0.1:9/x").catch(() => 0)</script>'
        planted socket 1 '<script>new WebSocket("ws://127.0.0.1:9/")</script>'
        planted console 1 '<script>console.error("planted")</script>'
        planted exception 1 '<script>throw new Error("planted")</script>'
        planted control 1 '<select onchange="throw new Error(this.value)"><option>a<option>b</select>'
        planted policy 1 '<meta http-equiv="Content-Security-Policy" content="script-src none"><script>1</script>'
        planted width 1 '<p style="width: 2000px">Too wide.</p>'
        exit $wrong
        ;;
    '' | -*) fail "what to open: bench/screenshots.sh PAGE [FOLDER], or --self-test" ;;
esac
[ -f "$1" ] || fail "no such file: $1"
out=${2:-screenshots}
mkdir -p "$out"
look "$1" "$out"
status=$?
[ $status -eq 0 ] && echo "No request, no error. Look at the pictures in $out"
exit $status
