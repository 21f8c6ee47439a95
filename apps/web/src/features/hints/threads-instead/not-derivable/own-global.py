from multiprocessing import Process
count = 0
def work():
    global count
    count += 1
if __name__ == "__main__":
    p = Process(target=work)
    p.start(); p.join()
    print(count)
