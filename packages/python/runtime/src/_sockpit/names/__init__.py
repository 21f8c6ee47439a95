"""Names of hosts, services and interfaces."""
