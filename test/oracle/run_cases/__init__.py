"""Programs whose runs are recorded, a family a file: functions that build a graph and return its runs."""
