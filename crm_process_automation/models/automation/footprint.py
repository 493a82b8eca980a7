"""Which rows of the database something has written: asked of PostgreSQL itself."""

from odoo.tools import SQL

# Transaction ids wrap around on the disk, not in the snapshot.
WRAP = 2**32


class Footprint:
    """The rows that this transaction writes from now on, whoever writes them.

    PostgreSQL counts per table what a transaction inserts, changes and deletes; and
    each row bears the number of the transaction that wrote it. What this transaction
    had written before is remembered by its place on the disk, which every change moves.
    """

    def __init__(self, cr):
        self.cr = cr
        self.bound = self._find_bound()
        self.counts = self._count()
        self.known = {
            table: set(self._fetch_written(table, "NULL")) for table in self.counts
        }
        self.lost_before = {
            table: set(self._fetch_abandoned(table)) for table in self.counts
        }

    # === WHILE IT LASTS === #

    def find_written(self):
        """Return {table: [row as a dict]} of what was inserted or changed since."""
        written = {}
        for table in self._find_touched():
            known = self.known.get(table, ())
            rows = self._fetch_written(table, "to_jsonb(t)")
            if fresh := [row for place, row in rows.items() if place not in known]:
                written[table] = fresh
        return written

    def find_rest(self):
        """Return {table: ids that are left} of the tables that lost rows since."""
        rest = {}
        for table in self._find_touched(deleted=True):
            if self._has_id(table):
                query = SQL("SELECT id FROM %s", SQL.identifier(table))
                rest[table] = {row[0] for row in self._fetch(query)}
        return rest

    # === AFTERWARDS, WHEN IT IS TAKEN BACK === #

    def find_as_before(self, table, ids):
        """Return {id: row as a dict} of how rows are without what was written."""
        query = SQL(
            "SELECT t.id, to_jsonb(t) FROM %s t WHERE t.id = ANY(%s)",
            SQL.identifier(table),
            list(ids),
        )
        return dict(self._fetch(query))

    def find_lost(self, rest):
        """Return {table: ids} of the rows that had been deleted."""
        lost = {}
        for table, left in rest.items():
            before = self.lost_before.get(table, ())
            rows = self._fetch_abandoned(table, "t.id")
            gone = {row for place, row in rows.items() if place not in before} - left
            if gone:
                lost[table] = gone
        return lost

    def find_lost_links(self, tables):
        """Return {table: [row as a dict]} of deleted rows of tables without ids."""
        lost = {}
        for table in tables:
            before = self.lost_before.get(table, ())
            rows = self._fetch_abandoned(table, "to_jsonb(t)")
            if gone := [row for place, row in rows.items() if place not in before]:
                lost[table] = gone
        return lost

    def find_link_tables(self):
        """Return the touched tables that have no ids: those of many-to-many fields."""
        return [table for table in self._find_touched() if not self._has_id(table)]

    # === PARTS === #

    def _fetch(self, query):
        self.cr.execute(query)
        return self.cr.fetchall()

    def _find_bound(self):
        """Return the first number that only this transaction's own rows can bear."""
        query = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        [(number,)] = self._fetch(query)
        return number % WRAP

    def _count(self):
        """Return {table: (inserted, changed, deleted)} of this transaction."""
        rows = self._fetch(
            """SELECT relname, n_tup_ins, n_tup_upd, n_tup_del
                 FROM pg_stat_xact_user_tables
                WHERE schemaname = current_schema
                  AND n_tup_ins + n_tup_upd + n_tup_del > 0"""
        )
        return {table: tuple(counts) for table, *counts in rows}

    def _find_touched(self, deleted=False):
        start = 2 if deleted else 0
        return sorted(
            table
            for table, counts in self._count().items()
            if counts[start:] != self.counts.get(table, (0, 0, 0))[start:]
        )

    def _has_id(self, table):
        query = SQL(
            """SELECT 1 FROM information_schema.columns
                WHERE table_schema = current_schema AND table_name = %s
                  AND column_name = 'id'""",
            table,
        )
        return bool(self._fetch(query))

    def _fetch_written(self, table, what):
        """Return {place: `what`} of the rows that this transaction wrote."""
        query = SQL(
            "SELECT t.ctid::text, %s FROM %s t WHERE t.xmin::text::bigint >= %s",
            SQL(what),
            SQL.identifier(table),
            self.bound,
        )
        return dict(self._fetch(query))

    def _fetch_abandoned(self, table, what="NULL"):
        """Return {place: `what`} of rows that this transaction meant to leave behind.

        Locking a row marks it as well: a deleted one is known by not having been there.
        """
        query = SQL(
            "SELECT t.ctid::text || '/' || t.xmax::text, %s FROM %s t "
            "WHERE t.xmax::text::bigint >= %s",
            SQL(what),
            SQL.identifier(table),
            self.bound,
        )
        return dict(self._fetch(query))
