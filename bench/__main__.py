"""`python -m bench [--only cart]`."""

import argparse
import importlib
import pkgutil

import bench

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=bench.__doc__)
    parser.add_argument("--only", default="", help="run the figures whose name begins with this")
    only = parser.parse_args().only
    for module in sorted(info.name for info in pkgutil.iter_modules(bench.__path__) if not info.name.startswith("_")):
        importlib.import_module(f"bench.{module}")
    if broken := bench.run(only):
        raise SystemExit("Broken off: " + "; ".join(broken))
