"""Long work in a process of its own: reports read, stories told."""
