#!/usr/bin/env bash
# Makes the Python environment of real TensorFlow outside the project, once: oracle_environment.sh [1.15|2.15]
# Prints its folder. A second run only checks; without a fitting Python it says so at once and exits with 3.
set -euo pipefail

version=${1:-1.15}
case $version in
  1.15) pythons=(3.7) ;;
  2.15) pythons=(3.11 3.10) ;;
  *)
    echo "usage: oracle_environment.sh [1.15|2.15]" >&2
    exit 2
    ;;
esac

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
requirements=$here/../test/oracle/requirements-$version.txt
folder=${XDG_CACHE_HOME:-$HOME/.cache}/tf1-oracle/tf${version/./}
wanted=$(cksum <"$requirements")

is_complete() {
  [ -x "$folder/bin/python" ] && [ "$(cat "$folder/complete" 2>/dev/null)" = "$wanted" ]
}

# A command, one word a line, that starts Python of the wanted release.
find_python() {
  local release full
  for release in "${pythons[@]}"; do
    if "python$release" -c 'import venv' 2>/dev/null; then
      printf '%s\n' "python$release"
      return
    fi
    full=$(pyenv versions --bare 2>/dev/null | grep -E "^${release/./\\.}\.[0-9]+$" | tail -n 1 || true)
    if [ -n "$full" ]; then
      printf '%s\n' env "PYENV_VERSION=$full" "python$release"
      return
    fi
  done
  return 1
}

if is_complete; then
  echo "$folder"
  exit 0
fi
if ! found=$(find_python); then
  {
    echo "TensorFlow $version needs Python ${pythons[*]}, and there is none."
    echo "With pyenv: pyenv install ${pythons[0]}. With Docker: the image python:${pythons[0]}."
  } >&2
  exit 3
fi
mapfile -t python <<<"$found"

mkdir -p "$folder"
if command -v flock >/dev/null; then
  exec 9>"$folder.lock"
  flock 9
  if is_complete; then
    echo "$folder"
    exit 0
  fi
fi
echo "Installing TensorFlow $version into $folder (once, about 400 MB)." >&2
"$folder/bin/python" -c '' 2>/dev/null || "${python[@]}" -m venv --clear "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements" >&2
"$folder/bin/python" -c 'import tensorflow' 2>/dev/null
echo "$wanted" >"$folder/complete"
echo "$folder"
