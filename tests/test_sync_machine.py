"""Several tablets and a server under every fault we know of: nothing is lost and everybody ends equal.

These are invariants 1-11 and 13 of the sync (see `rxapp/server/sync/exchange.py`).

Lost replies, replies twice, kills in mid-transaction, copied profiles, clocks that jump for days, the server's too,
changed duties, refused changes, forgetting, compaction, apps that are older than the server, a server that is put back
to an old backup, and an office that knows a tablet no more: Hypothesis mixes them in any order, with pages and batches
so small that there are many.
"""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from rxapp.data import SCHEMA
from rxapp.data.tables import TABLES, in_scope
from rxapp.server import api, office, sites
from rxapp.server.backups.backup import back_up, restore
from rxapp.server.privacy.forget import forget_for_good
from rxapp.server.sync import exchange, pull, replica
from rxapp.server.sync.check import check_site
from rxapp.server.sync.compaction import compact
from tests.oracle import dump, fold, state_of, without_blanks
from tests.server_fixtures import Client
from tests.tablet import DAY, LostReply, Tablet

SITE = "machine"
CART = "cart office"
REAL_NOW = office.now
WHOLE_PAGE = pull.PAGE, pull.REFOLD_BYTES
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1, max_size=8)


def set_schema(number: int) -> None:
    """Let the server be a later version: everything that tells it which one it is."""
    for module in (api, replica, exchange):
        module.SCHEMA = number


def set_page(changes: int, of_bytes: int) -> None:
    """Let the server give so many changes at a time, and so many bytes of rows to fold again."""
    pull.PAGE, pull.REFOLD_BYTES = changes, of_bytes


class SyncMachine(RuleBasedStateMachine):
    """The model is simple: what was written somewhere is everywhere in the end, unless it was forgotten."""

    tablets = Bundle("tablets")
    learners = Bundle("learners")

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp())
        os.environ["LEERPLEIN_DATA"] = str(self.folder / "data")
        self.data = sites.data_folder()
        sites.add_site(self.data, SITE, "Machine")
        with office.using(self.data) as connection:
            office.add_site(connection, SITE, "Machine")
        with sites.using(self.data, SITE) as connection:
            connection.execute("INSERT INTO staff (first_name, duties) VALUES ('Bo', 'cart office training circle')")
            self.staff = connection.execute("SELECT id FROM staff").fetchone()[0]
        self.all_tablets, self.written, self.forgotten, self.backup = [], {}, set(), None
        self.schema = SCHEMA
        set_page(4, 500)

    def teardown(self):
        if hasattr(self, "folder"):
            try:
                self.come_to_rest()
            finally:
                set_schema(SCHEMA)
                set_page(*WHOLE_PAGE)
                office.now = REAL_NOW
                sites.close_all()
                shutil.rmtree(self.folder)

    @rule(target=tablets)
    def enrol(self):
        client = Client()

        def become_device(tablet=None):
            with office.using(self.data) as connection:
                code = office.make_code(connection, SITE, CART.split())
            known = list(tablet.replicas) if tablet else []
            return client.request("POST", "/api/enrol", json={"code": code, "replicas": known}).json()["device"]

        def enrol_anew(tablet):
            former, device = tablet.device, become_device(tablet)
            for one in self.all_tablets:
                if one.device == former:  # a copied profile calls with the same cookie
                    one.device = device

        def call(path, body):
            answer = client.request("GET", path) if body is None else client.request("POST", path, json=body)
            is_json = answer.headers["content-type"].startswith("application/json")
            return answer.status_code, answer.json() if is_json else dict(answer.headers), answer.content

        device = become_device()
        tablet = Tablet(call, self.staff, self.folder / device, enrol_anew)
        tablet.device, tablet.most = device, 5
        self.all_tablets.append(tablet)
        return tablet

    @rule(tablet=tablets, name=texts)
    def add_title(self, tablet, name):
        tablet.run("INSERT INTO title (name) VALUES (?)", name)
        row = tablet.database.execute("SELECT row FROM change ORDER BY seq DESC LIMIT 1").fetchone()[0]
        self.written[row] = "title"

    @rule(tablet=tablets, name=texts, place=st.integers(0, 30))
    def rename_title(self, tablet, name, place):
        chosen = "SELECT id FROM title ORDER BY id LIMIT 1 OFFSET ?"
        tablet.run(f"UPDATE title SET name = ? WHERE id = ({chosen})", name, place)

    @rule(tablet=tablets, place=st.integers(0, 30))
    def write_what_is_refused(self, tablet, place):
        chosen = "SELECT id FROM title ORDER BY id LIMIT 1 OFFSET ?"
        tablet.run(f"UPDATE title SET level = 'Z9' WHERE id = ({chosen})", place)

    @rule(tablet=tablets, condition=st.sampled_from(["good", "lost", "damaged"]))
    def lend(self, tablet, condition):
        tablet.run("INSERT INTO copy (condition, barcode) VALUES (?, 'LP-1')", condition)
        row = tablet.database.execute("SELECT row FROM change ORDER BY seq DESC LIMIT 1").fetchone()[0]
        self.written[row] = "copy"

    @rule(tablet=tablets)
    def delete_title(self, tablet):
        tablet.run("DELETE FROM title WHERE id = (SELECT id FROM title ORDER BY id LIMIT 1)")

    @rule(target=learners, tablet=tablets, name=texts)
    def add_learner(self, tablet, name):
        tablet.run("INSERT INTO learner (first_name) VALUES (?)", name)
        row = tablet.database.execute("SELECT row FROM change ORDER BY seq DESC LIMIT 1").fetchone()[0]
        self.written[row] = "learner"
        return row

    @rule(tablet=tablets, learner=learners, name=texts)
    def rename_learner(self, tablet, learner, name):
        """Also one that was forgotten meanwhile, as this tablet may not know."""
        tablet.run("UPDATE learner SET first_name = ? WHERE id = ?", name, learner)

    @rule(tablet=tablets)
    def crash_in_mid_transaction(self, tablet):
        before = dump(tablet.database, TABLES.values())
        tablet.crash_while("INSERT INTO title (name) VALUES ('never')")
        assert dump(tablet.database, TABLES.values()) == before

    @rule(tablet=tablets, twice=st.booleans())
    def sync(self, tablet, twice):
        tablet.sync(answer_twice=twice)

    @rule(tablet=tablets)
    def lose_a_reply(self, tablet):
        try:
            tablet.sync(lose_reply=True)
        except LostReply:
            pass

    @rule(tablet=tablets)
    def an_answer_comes_late(self, tablet):
        """The same question is asked twice; the first answer arrives after the second was taken."""
        question = tablet.request()
        _, first, _ = tablet.call("/api/sync", question)
        tablet.sync()
        before = dump(tablet.database, TABLES.values())
        if tablet.me["cursor"] != question["since"]:
            tablet.take(question, first)
            assert dump(tablet.database, TABLES.values()) == before

    @rule(tablet=tablets, days=st.sampled_from([-400, -3, -0.01, 0, 0.01, 3, 27000]))
    def clock_jumps(self, tablet, days):
        tablet.clock_error = int(days * DAY)

    @rule(hours=st.sampled_from([-2, 0, 2]))
    def the_servers_clock_jumps(self, hours):
        office.now = lambda: REAL_NOW() + hours * 3_600_000

    @rule(target=tablets, tablet=tablets)
    def copy_the_profile(self, tablet):
        twin = tablet.clone()
        twin.device = tablet.device
        tablet.clock_error = twin.clock_error = -400 * DAY  # both count on from the same stamp, so theirs collide
        self.all_tablets.append(twin)
        return twin

    @rule(tablet=tablets, duties=st.sampled_from(["cart", CART, "office"]))
    def change_duties(self, tablet, duties):
        with office.using(self.data) as connection:
            office.change_duties(connection, tablet.device, duties.split())

    @rule(tablet=tablets)
    def the_office_forgets(self, tablet):
        """The office is put back as it was before this tablet came."""
        with office.using(self.data) as connection:
            connection.execute("DELETE FROM device WHERE id = ?", (tablet.device,))
            connection.execute("DELETE FROM replica WHERE device = ?", (tablet.device,))

    @rule()
    def upgrade_the_server(self):
        """From now on each tablet is an older app: it may still push, and is then given the new schema."""
        self.schema += 1
        set_schema(self.schema)

    @rule(learner=learners)
    def forget(self, learner):
        forget_for_good(self.data, SITE, [("*", learner)])
        self.forgotten.add(learner)

    @rule(back=st.integers(0, 3))
    def compact(self, back):
        with sites.using(self.data, SITE) as connection:
            last = connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]
            compact(connection, max(0, last - back))

    @rule()
    def back_up(self):
        self.backup = back_up(self.data, self.folder / "backups")

    @rule()
    def restore(self):
        if self.backup:
            restore(self.data, self.backup)

    def come_to_rest(self):
        """Everybody syncs until it is quiet; then every promise is checked."""
        office.now = REAL_NOW
        for tablet in [*self.all_tablets, *self.all_tablets]:
            tablet.clock_error = 0
            tablet.sync()
        with sites.using(self.data, SITE) as server:
            assert check_site(server) is None
            log = [dict(row) for row in server.execute("SELECT * FROM change")]
            assert state_of(server, TABLES.values()) == without_blanks(fold(log, TABLES.values()))
            self.nothing_is_lost(server)
            self.the_forgotten_stay_away(server)
            for tablet in self.all_tablets:
                assert tablet.me["schema"] == self.schema
                held = in_scope(set(self.duties_of(tablet)))
                assert dump(tablet.database, held) == dump(server, held)
                elsewhere = [table for table in TABLES.values() if table not in held]
                assert dump(tablet.database, elsewhere) == []

    def duties_of(self, tablet):
        with office.using(self.data) as connection:
            return next(row["duties"] for row in office.devices(connection) if row["id"] == tablet.device).split()

    def nothing_is_lost(self, server):
        for row, table in self.written.items():
            in_state = server.execute(f"SELECT 1 FROM _{table} WHERE id = ? AND born <> ''", (row,)).fetchone()
            refused = any(
                tablet.database.execute("SELECT 1 FROM change WHERE row = ? AND status = 'refused'", (row,)).fetchone()
                for tablet in self.all_tablets
            )
            assert in_state or refused or row in self.forgotten, (table, row)

    def the_forgotten_stay_away(self, server):
        for learner in self.forgotten:
            for database in [server, *(tablet.database for tablet in self.all_tablets)]:
                kept = database.execute(
                    "SELECT 1 FROM change WHERE part = ? AND kind <> 'forget' AND status = 'accepted'", (learner,)
                ).fetchone()
                assert not kept
                assert not database.execute("SELECT 1 FROM _learner WHERE id = ?", (learner,)).fetchone()


SyncMachine.TestCase.settings = settings(
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSync = SyncMachine.TestCase
