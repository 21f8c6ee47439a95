"""What this package assumes about Pyodide and CPython beyond their documentation: docs/upgrading-pyodide.md."""
