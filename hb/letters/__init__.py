"""Letters: laid by for the print batch of the day, printed as PDF with cover sheets."""
