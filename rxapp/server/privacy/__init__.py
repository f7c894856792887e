"""No longer than needed, and shown: forgetting, retention, erasing with proof, the record of processing, the passport."""
