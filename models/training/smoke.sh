#!/bin/sh
# smoke.sh OUT: the pipeline's laws, then the pipeline on a tiny random model (see smoke.py), in a virtual environment that it makes if need be.
# PYTHON names an interpreter that already has requirements.txt installed. Exits with 3 if there is no Python to make one with.
set -e
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?where to put the results}
needed='import gguf, matplotlib, numpy, onnx, onnxruntime, safetensors, tokenizers, torch'

if [ -z "$PYTHON" ]; then
  PYTHON=$here/.venv/bin/python
  if ! "$PYTHON" -c "$needed" 2>/dev/null; then
    if ! python3 -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo 'smoke: needs Python 3.11 or newer with venv, or PYTHON set to an interpreter with requirements.txt installed' >&2
      exit 3
    fi
    echo "smoke: making $here/.venv (once)"
    python3 -m venv "$here/.venv"
    "$PYTHON" -m pip install --quiet --requirement "$here/requirements.txt"
  fi
fi
"$PYTHON" -c "$needed" || { echo 'smoke: that PYTHON lacks what requirements.txt names' >&2; exit 3; }
(cd "$here" && "$PYTHON" -m unittest)
exec "$PYTHON" "$here/smoke.py" "$out"
