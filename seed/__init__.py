"""Data to begin with: the demo site as CSV and TOML files, and the loader that plays it into a site."""
