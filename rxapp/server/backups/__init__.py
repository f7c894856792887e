"""Backups while serving, encrypted ones that are tried, and restoring."""
