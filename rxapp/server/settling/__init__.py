"""What a person must judge: refused changes, two versions of a sentence, and what a revoked tablet still sent."""
