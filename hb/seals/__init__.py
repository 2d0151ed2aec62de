"""Seals: signed digests of every hour's rows, which show what was changed in them, put in or taken away."""
