"""Makes, judges and releases Palimpsest's infilling models: `python -m palimpsest prepare | train | judge | release`."""
