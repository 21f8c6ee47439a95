import xmlrpc.client

class OneCall(xmlrpc.client.Transport):
    def send_request(self, *arguments):
        self.close()
        return super().send_request(*arguments)

with xmlrpc.client.ServerProxy("http://127.0.0.1:8001", transport=OneCall()) as proxy:
    print(proxy.divide(7, 2))
    print(proxy.shout(["哈囉", "bye"]))
    try:
        proxy.divide(1, 0)
    except xmlrpc.client.Fault as fault:
        print(fault.faultCode, "division by zero" in fault.faultString)
