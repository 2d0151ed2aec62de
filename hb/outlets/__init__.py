"""Ways out of the house: pure input and output to e-mail, text messages, Suomi.fi and other systems.

None of them knows the domain: each takes a notice and its addresses, and answers how far it came.
"""
