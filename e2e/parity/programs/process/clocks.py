import time

start = time.monotonic()
time.sleep(0.1)
print(0.099 <= time.monotonic() - start < 2)
time.sleep(0)
for wrong in (-1, "1", None):
    try:
        time.sleep(wrong)
    except Exception as error:
        print(type(error).__name__)
print(time.time() > 1_700_000_000, time.perf_counter() <= time.perf_counter())
