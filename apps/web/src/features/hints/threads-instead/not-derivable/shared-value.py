from multiprocessing import Process, Value
def add(value):
    value.value += 1
if __name__ == "__main__":
    value = Value("i", 0)
    p = Process(target=add, args=(value,))
    p.start(); p.join()
    print(value.value)
