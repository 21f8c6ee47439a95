import multiprocessing, time
def work():
    time.sleep(100)
if __name__ == "__main__":
    p = multiprocessing.Process(target=work)
    p.start()
    p.terminate()
    p.join()
    print(p.exitcode)
