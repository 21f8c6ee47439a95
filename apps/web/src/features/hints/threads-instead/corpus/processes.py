from multiprocessing import Process, Queue

def square(numbers, results):
    for number in numbers:
        results.put(number * number)

if __name__ == "__main__":
    results = Queue()
    workers = [Process(target=square, args=(range(start, start + 3), results)) for start in (0, 3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(sorted(results.get() for _ in range(6)))
