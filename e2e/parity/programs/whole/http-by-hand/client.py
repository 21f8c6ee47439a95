import urllib.error
import urllib.request

for path in ("/", "/time", "/nothing"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:6018{path}") as response:
            print(response.status, response.read().decode())
    except urllib.error.HTTPError as error:
        print(error.code, error.read().decode())
        error.close()
