"""The terminal: the only package that knows there is one."""
