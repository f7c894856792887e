"""The office: people, tablets, imports, reports and privacy, online with the server."""
