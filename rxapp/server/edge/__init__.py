"""What every request passes: address, size, origin and limits, the headers of its reply, and what is noted of it."""
