"""Report what each language lacks; with --update, first put new texts in its file."""

import sys

from rxapp.locales import faults, files, read, texts, update

found, count = texts(), 0
for file in files():
    if "--update" in sys.argv:
        update(file, found)
    for fault in faults(found, read(file)):
        print(f"{file.name}: {fault}")
        count += 1
print(f"{len(found)} texts, {count} to mend")
sys.exit(1 if count else 0)
