from odoo.exceptions import AccessError

from .lead_common import LeadCase


class AccessCase(LeadCase):
    """Sally's deal, a colleague without a right to it, and people from elsewhere.

    Oleh sells, too, but Sally's deal is closed to him. Anna keeps the accounts and has
    no right in CRM at all. The head reads and writes every deal.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._create_user(
            "anna", "crm_process_automation.group_process_accountant"
        )
        cls.manager = cls._create_user(
            "manager", "crm_process_automation.group_process_manager"
        )
        cls.client = cls.env["res.partner"].create({"name": "Sunflower Ltd"})
        cls.approve = cls._create_step(
            cls.todo,
            "Approve the discount",
            kind="approval",
            instruction="<p>Not above 10 %</p>",
            responsible_kind="user",
            user_id=cls.anna.id,
        )
        cls.call = cls._create_step(cls.todo, "Call")
        cls.lead = cls._create_running_lead(partner_id=cls.client.id).sudo()
        cls.case = cls.lead.case_id
        cls.case.deviation_ids.create(
            {
                "case_id": cls.case.id,
                "lead_id": cls.lead.id,
                "kind": "other",
                "user_id": cls.sally.id,
            }
        )
        cls.env.flush_all()
        cls.env.invalidate_all()

    # === FACTORIES === #

    def _create_bare_case(self, **values):
        """Return a case without deal and order, of nobody who is asked about."""
        return (
            self.env["crm.process.case"]
            .sudo()
            .create(
                {
                    "name": "Stand",
                    "template_id": self.template.id,
                    "user_id": self.head.id,
                    **values,
                }
            )
        )

    def _get_rows(self):
        """Return the deal's rows of every kind: a case, moves, tasks, deviations."""
        return [
            self.case,
            self.case.move_ids,
            self.case.task_ids,
            self.case.deviation_ids,
        ]

    # === ASSERTIONS === #

    def _see(self, rows, user):
        """Return what of `rows` the user finds, asking in every way there is."""
        mine = rows.with_user(user)
        self.env.invalidate_all()
        domain = [("id", "in", rows.ids)]
        found = mine.search(domain)
        self.assertEqual(mine.search_count(domain), len(found))
        # The same, but not asked for by id: the conditions are built another way.
        everything = mine.search([])
        self.assertEqual(everything & rows.with_user(user), found)
        [(count,)] = mine._read_group(domain, [], ["__count"])
        self.assertEqual(count, len(found))
        self.assertEqual(mine._filtered_access("read"), found)
        return found

    def assertOpen(self, rows, user):
        """The user finds, counts and reads all the rows."""
        self.assertTrue(rows)
        self.assertEqual(self._see(rows, user), rows)
        self.assertEqual(len(rows.with_user(user).read(["display_name"])), len(rows))

    def assertClosed(self, rows, user):
        """The user neither finds nor counts nor reads any of the rows."""
        self.assertTrue(rows)
        self.assertFalse(self._see(rows, user))
        for row in rows:
            with self.assertRaises(AccessError):
                row.with_user(user).read(["display_name"])

    def assertMay(self, operation, rows, user):
        self.assertTrue(rows.with_user(user).has_access(operation))

    def assertMayNot(self, operation, rows, user):
        self.assertTrue(rows)
        for row in rows.with_user(user):
            self.assertFalse(row.has_access(operation))
