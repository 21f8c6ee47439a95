"""Runs one module of CPython's own tests in the page, and prints a line of JSON for each test.

The runner puts `JOB`, of the shape {"module", "files": base64 of gzipped JSON {path: base64}, "exclude": [pattern],
"refused": [text], "after": test or null}, before this text. The lines begin with "@@": {"start": id}, {"id", "outcome", "text"}, and at
the end {"end": number of tests that ran}.
"""

import base64
import fnmatch
import gzip
import json
import os
import sys
import traceback
import unittest

FOLDER = "/tmp/cpython"
OUTPUT = sys.stdout
TEXT_LINES = 6


def say(**line):
    OUTPUT.write("@@" + json.dumps(line) + "\n")
    OUTPUT.flush()


def unpack(files):
    for path, content in json.loads(gzip.decompress(base64.b64decode(files))).items():
        target = os.path.join(FOLDER, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(base64.b64decode(content))


class Result(unittest.TestResult):
    """Reports each outcome at once, so that a test that never ends is known by its start."""

    def __init__(self, refused):
        super().__init__()
        self._refused = refused

    def startTest(self, test):
        super().startTest(test)
        say(start=test.id())

    def _say(self, test, outcome, text=""):
        say(id=test.id(), outcome=outcome, text=text)

    def _say_error(self, test, error):
        text = "".join(traceback.format_exception(*error))
        is_refused = any(part in text for part in self._refused)
        self._say(test, "excluded" if is_refused else "failed", "\n".join(text.splitlines()[-TEXT_LINES:]))

    def addSuccess(self, test):
        self._say(test, "passed")

    def addError(self, test, error):
        self._say_error(test, error)

    def addFailure(self, test, error):
        self._say_error(test, error)

    def addSkip(self, test, reason):
        self._say(test, "skipped", reason)

    def addExpectedFailure(self, test, error):
        self._say(test, "passed")

    def addUnexpectedSuccess(self, test):
        self._say(test, "failed", "passes, though CPython expects it to fail")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self._say_error(test, error)


class Chosen:
    """Which tests are to run: those after `after`, in the loader's order, that no pattern excludes."""

    def __init__(self, exclude, after):
        self._exclude = exclude
        self._after = after

    def of(self, suite):
        chosen = unittest.TestSuite()
        for test in suite:
            if isinstance(test, unittest.TestSuite):
                chosen.addTest(self.of(test))
            elif self._after is not None:
                if test.id() == self._after:
                    self._after = None
            elif any(fnmatch.fnmatchcase(test.id(), pattern) for pattern in self._exclude):
                say(id=test.id(), outcome="excluded", text="")
            else:
                chosen.addTest(test)
        return chosen


def main(job):
    unpack(job["files"])
    os.makedirs(os.path.join(FOLDER, "work"), exist_ok=True)
    os.chdir(os.path.join(FOLDER, "work"))
    sys.path.insert(0, FOLDER)
    from test import support

    # "network" is loopback for most of those that ask for it; nothing large, nothing that takes minutes.
    support.use_resources = {"network": None}
    suite = unittest.defaultTestLoader.loadTestsFromName("test." + job["module"])
    result = Result(job["refused"])
    Chosen(job["exclude"], job["after"]).of(suite).run(result)
    say(end=result.testsRun)


main(json.loads(base64.b64decode(JOB)))  # noqa: F821
