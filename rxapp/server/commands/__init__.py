"""The commands of `leerplein`, a module per kind; `cli` puts them together."""
