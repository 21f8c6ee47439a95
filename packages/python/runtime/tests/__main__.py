"""Runs all tests. With a file's name, writes counts and the names of what was skipped there, for scripts/test.js."""

import json
import sys
import unittest
from pathlib import Path


def main(report=None):
    tests = unittest.defaultTestLoader.discover(
        str(Path(__file__).parent), top_level_dir=str(Path(__file__).parents[1])
    )
    result = unittest.TextTestRunner().run(tests)
    failed = len(result.failures) + len(result.errors)
    skipped = [test.id() for test, _ in result.skipped]
    if report is not None:
        counts = {"passed": result.testsRun - failed - len(skipped), "failed": failed, "skipped": skipped}
        Path(report).write_text(json.dumps(counts), encoding="utf-8")
    return 0 if result.wasSuccessful() and result.testsRun else 1


sys.exit(main(*sys.argv[1:]))
