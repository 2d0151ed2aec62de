"""What a type says of its table: the words it is declared with, as data."""
