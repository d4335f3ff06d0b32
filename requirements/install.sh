#!/bin/sh
# Install what a file pins, its hashes checked: by uv, which takes a tenth of the time, else by pip.
# Usage: requirements/install.sh BIN FILE [OPTION OF UV …]
set -eu
bin=$1 file=$2
shift 2
pip="$bin/pip install --quiet --disable-pip-version-check --require-hashes"

# uv does not read where pip is told to look.
index=${PIP_INDEX_URL:-$("$bin/pip" config get global.index-url 2>/dev/null || true)}
[ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
[ -z "${PIP_CERT:-}" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$PIP_CERT}"

if $pip -r requirements/uv.txt &&
  "$bin/uv" pip install --quiet --python "$bin/python" --require-hashes "$@" -r "$file"; then
  exit
fi
echo "uv could not install $file: pip does" >&2
$pip -r "$file"
