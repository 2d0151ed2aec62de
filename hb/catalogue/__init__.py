"""Services on offer: products, offerings and their dated prices."""
