from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_common import AccessCase


@tagged("post_install", "-at_install")
class TestAccessSearch(AccessCase):
    """Lists, counts, groups, names and exports show the same rows, and no more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].create(
            [
                {"name": f"Deal {number}", "user_id": user.id, "type": "opportunity"}
                for number in range(6)
                for user in (cls.sally, cls.oleh)
            ]
        )
        export = cls.env.ref("base.group_allow_export")
        (cls.sally | cls.oleh).group_ids |= export
        cls.cases = cls.env["crm.process.case"].search([])
        cls.his = cls.cases.filtered(lambda case: case.user_id == cls.oleh)

    def _as(self, user, model="crm.process.case"):
        self.env.invalidate_all()
        return self.env[model].with_user(user)

    def test_page_is_full_after_the_filter(self):
        self.assertEqual(len(self._as(self.oleh).search([], limit=5)), 5)
        pages = self._as(self.oleh).search([], limit=4) | self._as(self.oleh).search(
            [], limit=4, offset=4
        )
        self.assertEqual(pages, self.his)

    def test_count_gives_nothing_away(self):
        self.assertEqual(self._as(self.oleh).search_count([]), len(self.his))
        domain = [("name", "=", self.case.name)]
        self.assertEqual(self._as(self.oleh).search_count(domain), 0)
        self.assertEqual(self._as(self.sally).search_count(domain), 1)

    def test_groups_count_own_rows_only(self):
        groups = self._as(self.oleh)._read_group([], ["user_id"], ["__count"])
        self.assertEqual(groups, [(self.oleh, len(self.his))])
        groups = self._as(self.oleh).formatted_read_group([], ["stage_id"], ["__count"])
        self.assertEqual([group["__count"] for group in groups], [len(self.his)])

    def test_moves_are_grouped_like_their_deals(self):
        moves = self._as(self.oleh, "crm.process.move")
        [(count,)] = moves._read_group([], [], ["__count"])
        self.assertEqual(count, len(self.his.move_ids))
        groups = moves.formatted_read_group([], ["user_id", "to_stage_id"], ["__count"])
        self.assertEqual(sum(group["__count"] for group in groups), count)

    def test_kanban_columns_hold_own_rows_only(self):
        columns = self._as(self.oleh).web_read_group(
            [("template_id", "=", self.template.id)],
            groupby=["stage_id"],
            auto_unfold=True,
            unfold_read_specification={"name": {}},
        )
        read = [row["id"] for group in columns["groups"] for row in group["__records"]]
        self.assertEqual(sorted(read), sorted(self.his.ids))

    def test_list_of_the_web_client_tells_the_true_length(self):
        found = self._as(self.oleh).web_search_read([], {"name": {}}, limit=3)
        self.assertEqual((found["length"], len(found["records"])), (len(self.his), 3))

    def test_names_are_not_proposed(self):
        name = self.case.name
        self.assertFalse(self._as(self.oleh).name_search(name, operator="="))
        self.assertTrue(self._as(self.sally).name_search(name, operator="="))

    def test_export_of_a_closed_case_is_refused(self):
        self.assertTrue(self._as(self.sally).browse(self.case.id).export_data(["name"]))
        with self.assertRaises(AccessError):
            self._as(self.oleh).browse(self.case.id).export_data(["name"])

    def test_search_through_another_model_gives_nothing_away(self):
        leads = self._as(self.oleh, "crm.lead")
        domain = [("case_ids.name", "=", "Deal 3")]
        self.assertEqual(leads.search(domain).user_id, self.oleh)
        partners = self._as(self.oleh, "res.partner")
        hidden = [("case_ids.name", "=", self.case.name)]
        self.assertFalse(partners.search(hidden))
        self.assertEqual(
            self._as(self.sally, "res.partner").search(hidden), self.client
        )

    def test_client_shows_and_counts_open_cases_only(self):
        self.assertEqual(self.client.with_user(self.sally).case_count, 1)
        self.env.invalidate_all()
        client = self.client.with_user(self.oleh)
        self.assertEqual((client.case_count, len(client.case_ids)), (0, 0))

    def test_colleague_without_processes_opens_a_client(self):
        clerk = self._create_user("clerk", "base.group_partner_manager")
        self.assertEqual(self.client.with_user(clerk).case_count, 0)

    def test_one2many_of_a_deal_is_read_with_its_history(self):
        self.env.invalidate_all()
        lead = self.lead.with_user(self.sally)
        self.assertEqual(lead.case_ids, self.case)
        self.assertEqual(lead.case_ids.move_ids, self.case.move_ids)
        self.assertEqual(lead.case_ids.task_ids, self.case.task_ids)

    def test_archived_deal_keeps_its_case_readable(self):
        self.lead._as_case().active = False
        self.case.active = True
        self.assertOpen(self.case, self.sally)
        self.assertClosed(self.case, self.oleh)

    def test_rules_of_deals_for_the_company_only_cost_no_subquery(self):
        self.assertNotIn('"crm_lead"', str(self._as(self.head)._search([])))
        self.assertIn('"crm_lead"', str(self._as(self.oleh)._search([])))

    def test_sudo_passes(self):
        cases = self._as(self.oleh).sudo()
        self.assertEqual(cases.search([]), self.cases)
