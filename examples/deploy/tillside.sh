#!/bin/sh
# /usr/local/bin/tillside: the command line as the relay's own user, with the relay's own settings.
set -eu
[ "$(id -un)" = tillside ] || exec sudo -u tillside "$0" "$@"
set -a
. /etc/tillside.env
exec /srv/tillside/app/node_modules/.bin/node /srv/tillside/app/packages/relay/src/main.ts "$@"
