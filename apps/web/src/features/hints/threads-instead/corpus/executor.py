from concurrent.futures import ProcessPoolExecutor

def double(text):
    return text * 2

if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=2) as executor:
        print(list(executor.map(double, ["a", "b"])))
