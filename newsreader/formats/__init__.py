"""A notebook out and in: one module for each format, all behind one Protocol, in one registry."""
