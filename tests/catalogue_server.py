"""A catalogue of books on this machine, in place of the public one: it answers what a test tells it to.

The recorded answer is Open Library's, as it was published: the first book in a test of a reading app, the second in the
catalogue's own documentation. Both have the order and names of keys that `DataProcessor` in its source gives.
"""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RECORDED = Path(__file__).parent / "catalogue" / "open_library.json"


@contextmanager
def catalogue_server() -> Iterator[dict]:
    """A catalogue that gives `status` and `body`, at first the recorded answer.

    `asked` has the path and the `User-Agent` of each question.
    """
    answer = {"status": 200, "body": RECORDED.read_bytes(), "asked": []}

    class Catalogue(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer["asked"].append((self.path, self.headers["User-Agent"]))
            self.send_response(answer["status"])
            self.end_headers()
            self.wfile.write(answer["body"])

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Catalogue)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    answer["address"] = f"http://127.0.0.1:{server.server_address[1]}"
    yield answer
    server.shutdown()
    server.server_close()
