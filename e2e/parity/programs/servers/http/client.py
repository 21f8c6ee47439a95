import json
import urllib.error
import urllib.request

with urllib.request.urlopen("http://127.0.0.1:8000/hello") as response:
    print(response.status, response.headers["Content-Type"], response.read().decode())
try:
    urllib.request.urlopen("http://127.0.0.1:8000/missing")
except urllib.error.HTTPError as error:
    print(error.code, error.read())
    error.close()
request = urllib.request.Request("http://127.0.0.1:8000/sum", data=json.dumps([1, 2, 3]).encode(), method="POST")
with urllib.request.urlopen(request) as response:
    print(response.status, json.load(response))
