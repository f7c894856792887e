"""On the server: enrolment, sync, replica files, upkeep and the command line `leerplein`.

Read in this order: `sites` (where data is), `office` (devices and codes), `sync` (the picture and the invariants),
`validate`, `push`, `pull`, `replica`, then `api` (the thin edge), `retention`, `forget`, `compaction`, `backup`,
`check`, and `cli`.
"""
