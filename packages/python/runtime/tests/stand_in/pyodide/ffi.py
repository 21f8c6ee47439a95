"""What the package imports of Pyodide. Nothing that is tested without a page may call it."""


def can_run_sync():
    return False


def run_sync(promise):
    raise RuntimeError("there is no page here")


to_js = create_proxy = run_sync
