"""What producers report: each delivery draws the limit of its service month."""
