import unittest

from _sockpit.program.thread_use import first_start


class ThreadUse(unittest.TestCase):
    def test_a_start_that_the_top_level_leads_to_is_found(self):
        for source, line in (
            ("import threading\nwhile True:\n    threading.Thread(target=print).start()", 3),
            ("from threading import Thread as T\nwith open('a') as f:\n    t = T(target=f)", 3),
            ("import threading\ndef main():\n    threading.Timer(1, print)\nif __name__ == '__main__':\n    main()", 3),
            ("import asyncio\nasync def main():\n    await asyncio.to_thread(print)\nasyncio.run(main())", 3),
            ("import socketserver as s\nwith s.ThreadingTCPServer(('', 1), print) as server: pass", 2),
            ("import concurrent.futures\np = concurrent.futures.ThreadPoolExecutor()", 2),
            ("import _thread\ntry:\n    _thread.start_new_thread(print, ())\nexcept KeyboardInterrupt: pass", 3),
        ):
            with self.subTest(source=source):
                call = first_start(source)
                self.assertEqual(call and call.lineno, line)

    def test_what_may_not_be_reached_is_left_to_the_run(self):
        for source in (
            "import asyncio, logging, socketserver, threading\nlock = threading.Lock()",
            "import sys, threading\nif len(sys.argv) > 1:\n    threading.Thread(target=print).start()",
            "import threading\ndef unused():\n    threading.Thread(target=print).start()",
            "import threading\nlater = lambda: threading.Thread(target=print).start()",
            "import threading\ntry:\n    threading.Thread(target=print).start()\nexcept RuntimeError: pass",
            "class threading: Thread = print\nthreading.Thread()",
            "import threading\nthis is no Python",
        ):
            with self.subTest(source=source):
                self.assertIsNone(first_start(source))


if __name__ == "__main__":
    unittest.main()
