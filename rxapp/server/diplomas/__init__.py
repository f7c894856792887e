"""Diplomas that prove themselves: keys, the signed statement, the credential, and the paper."""
