import concurrent.futures
import threading
import time

def square(number):
    time.sleep(0.01)
    if number == 13:
        raise ValueError("unlucky")
    return number * number

with concurrent.futures.ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    print(list(pool.map(square, range(6))))
    futures = {pool.submit(square, number): number for number in (1, 2, 13)}
    for future in concurrent.futures.as_completed(futures):
        assert future.done()
    for future, number in futures.items():
        print(number, future.exception() or future.result())
    print(sorted({pool.submit(lambda: threading.current_thread().name.split("_")[0]).result() for _ in range(3)}))
    slow = pool.submit(time.sleep, 0.3)
    try:
        slow.result(timeout=0.05)
    except TimeoutError as error:
        print(type(error).__name__)
    done, not_done = concurrent.futures.wait([slow], timeout=5)
    print(len(done), len(not_done))
try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)
