"""Ways out of the house, each against a stand-in that it really talks to."""
