"""Files on disk: atomic writing, guarded reading, signatures, digests, drafts."""
