"""Graphs to differentiate after an import, a family a module: see record_gradients.py."""
