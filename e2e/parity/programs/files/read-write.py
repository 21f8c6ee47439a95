import os
import tempfile
from pathlib import Path

Path("notes.txt").write_text("one\ntwo\n三\n", encoding="utf-8")
with open("notes.txt", encoding="utf-8") as f:
    for number, line in enumerate(f, 1):
        print(number, line.rstrip())
print(os.path.getsize("notes.txt"), os.path.exists("notes.txt"), "notes.txt" in os.listdir("."))
os.rename("notes.txt", "kept.txt")
os.unlink("kept.txt")
try:
    open("notes.txt")
except FileNotFoundError as error:
    print(error.errno, error)
with tempfile.TemporaryDirectory() as folder:
    print(os.path.isdir(folder))
print(os.path.isdir(folder))
