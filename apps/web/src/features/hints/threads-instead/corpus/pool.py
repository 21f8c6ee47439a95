import multiprocessing

def cube(number):
    return number ** 3

if __name__ == "__main__":
    with multiprocessing.Pool(4) as pool:
        print(pool.map(cube, range(5)))
