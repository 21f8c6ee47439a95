from multiprocessing import Process
found = []
def work():
    found.append(1)
if __name__ == "__main__":
    p = Process(target=work)
    p.start(); p.join()
    print(found)
