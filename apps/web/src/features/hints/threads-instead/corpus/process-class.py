import multiprocessing as mp

class Worker(mp.Process):
    def __init__(self, lock, number):
        super().__init__()
        self.lock = lock
        self.number = number

    def run(self):
        with self.lock:
            print("worker", self.number, flush=True)

if __name__ == "__main__":
    lock = mp.Lock()
    workers = [Worker(lock, number) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
