from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestTourEventSale(HttpCase):
    """A deal walks the ready-made event sale from first contact to closing, on screen.

    It is refused once, takes one deviation, and closes; in English and in Ukrainian.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls.env.ref("crm_process_automation.template_event_v1")
        preparation = cls.env.ref(
            "crm_process_automation.template_event_preparation_v1"
        )
        preparation.action_activate()
        cls.template.action_activate()
        cls.template.is_automatic = True
        cls.client = cls.env["res.partner"].create({"name": "Autumn Leaf"})

    def _walk(self, lang):
        self.user = new_test_user(
            self.env,
            "olena",
            groups="sales_team.group_sale_manager,"
            "crm_process_automation.group_process_accountant",
            lang=lang,
            tz="Europe/Kyiv",
        )
        # The whole story takes longer than the usual minute on a busy machine.
        self.start_tour(
            "/odoo/crm/new", "crm_process_event_sale", login="olena", timeout=240
        )
        lead = self.env["crm.lead"].search([("name", "=", "Corporate New Year")])
        self.assertEqual(lead.won_status, "won")
        case = lead.case_id
        self.assertEqual((case.state, case.outcome), ("done", "success"))
        self.assertEqual(case.partner_id, self.client)
        self.assertEqual(case.deviation_ids.mapped("kind"), ["rework_proposal"])
        self.assertEqual(case.deviation_ids.cause, "Fewer guests, another hall")

    def test_success_story_in_english(self):
        self._walk("en_US")

    def test_success_story_in_ukrainian(self):
        self._walk("uk_UA")
