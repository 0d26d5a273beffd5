"""Files on disk: atomic writing, guarded reading, file signatures."""
