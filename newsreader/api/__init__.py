"""The implementation of the public Python API; `import newsreader` has all of its names."""
