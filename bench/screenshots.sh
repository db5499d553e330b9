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

# planted NAME WORD BODY: a page with that body must fail for the reason that begins with WORD; without WORD it must pass.
planted() {
    {
        echo '<!DOCTYPE html><title>planted</title><link rel="icon" href="data:,">'
        echo '<meta name="viewport" content="width=device-width">'
        echo "$3"
    } > "$work/page.html"
    look "$work/page.html" "$work" 2> "$work/said"
    status=$?
    if [ -z "$2" ]; then
        [ $status -eq 0 ]
    else
        [ $status -eq 1 ] && grep -q "^FAIL $2: " "$work/said"
    fi
    if [ $? -eq 0 ]; then
        echo "ok   $1: $(head -n 1 "$work/said")"
    else
        echo "FAIL $1: status is $status, said $(cat "$work/said"), must be ${2:-nothing}"
        wrong=1
    fi
}

case "${1:-}" in
    --self-test)
        work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
        wrong=0
        planted clean '' '<p>Nothing.</p>'
        planted image 'request' '<img alt="" src="http://127.0.0.1:9/x.png">'
        planted script 'request' '<script src="https://localhost:9/x.js"></script>'
        planted style 'request' '<style>@import url(http://127.0.0.1:9/x.css);</style>'
        planted fetch 'request' '<script>fetch("http://127.0.0.1:9/x").catch(() => 0)</script>'
        planted socket 'request' '<script>new WebSocket("ws://127.0.0.1:9/")</script>'
        planted console 'console' '<script>console.error("planted")</script>'
        planted exception 'exception' '<script>throw new Error("planted")</script>'
        planted control 'exception' '<select onchange="throw new Error(this.value)"><option>a<option>b</select>'
        planted policy 'log' '<meta http-equiv="Content-Security-Policy" content="script-src none"><script>1</script>'
        planted width 'layout' '<p style="width: 2000px">Too wide.</p>'
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
