import re

from lxml import etree

from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestHostScreens(LeadCase):
    """Deals, orders and clients show their process; without one they look as ever."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.env["res.partner"].create({"name": "Kava"})

    def _is_shown(self, record, xpath):
        """Return whether the node of the form is shown for `record`."""
        model = record.with_user(self.sally)
        arch = etree.fromstring(model.get_view(view_type="form")["arch"])
        [node] = arch.xpath(xpath)
        condition = node.get("invisible") or "False"
        names = set(re.findall(r"\w+", condition)).intersection(record._fields)
        return not safe_eval(condition, {name: model[name] for name in names})

    # === DEALS === #

    def test_driven_deal_shows_the_map_and_not_the_stock_stages(self):
        lead = self._create_running_lead()
        self.assertTrue(lead.is_process_driven)
        self.assertFalse(self._is_shown(lead, "//header/field[@name='stage_id']"))
        self.assertTrue(self._is_shown(lead, "//div[@name='route_map']"))
        self.assertEqual(lead.process_route_map["case"]["id"], lead.case_id.id)

    def test_deal_without_a_process_looks_as_ever(self):
        lead = self._create_lead()
        self.assertFalse(lead.is_process_driven)
        self.assertTrue(self._is_shown(lead, "//header/field[@name='stage_id']"))
        self.assertFalse(self._is_shown(lead, "//div[@name='route_map']"))
        self.assertFalse(self._is_shown(lead, "//button[@name='action_open_case']"))

    def test_nothing_is_offered_where_no_process_is_active(self):
        self.env["crm.process.template"].search([("state", "=", "active")]).write(
            {"state": "retired"}
        )
        self.assertFalse(self._create_lead().is_process_offered)
        self._activate()
        self.assertTrue(self._create_lead().is_process_offered)

    def test_map_on_the_deal_offers_the_steps_of_who_looks(self):
        lead = self._create_running_lead()
        steps = lead.process_route_map["next_steps"]
        self.assertEqual(
            {step["transition_id"] for step in steps},
            set((self.start_work | self.refuse_early).ids),
        )

    def test_ended_process_gives_the_stock_stages_back(self):
        lead = self._create_running_lead()
        lead.case_id.action_cancel("Entered twice")
        self.assertFalse(lead.is_process_driven)

    def test_quick_create_starts_the_process(self):
        self._activate()
        form = Form(
            self.env["crm.lead"].with_user(self.sally),
            view="crm.quick_create_opportunity_form",
        )
        form.name = "Spring fair"
        form.partner_id = self.client
        self.assertEqual(form.save().case_id.stage_id, self.todo)

    def test_deals_are_grouped_by_process_stage(self):
        lead = self._create_running_lead()
        groups = (
            self.env["crm.lead"]
            .with_user(self.sally)
            ._read_group([("id", "=", lead.id)], ["process_stage_id"], ["__count"])
        )
        self.assertEqual(groups, [(self.todo, 1)])

    def test_process_of_a_deal_opens(self):
        lead = self._create_running_lead()
        self.assertEqual(lead.action_open_case()["res_id"], lead.case_id.id)

    # === ORDERS AND CLIENTS === #

    def test_order_of_a_deal_shows_the_map_of_the_deal(self):
        lead = self._create_running_lead(partner_id=self.client.id)
        order = self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "opportunity_id": lead.id,
                "user_id": self.sally.id,
            }
        )
        self.assertEqual(order.process_route_map["case"]["id"], lead.case_id.id)
        self.assertFalse(order.is_process_driven)
        Form(order.with_user(self.sally))

    def test_client_counts_main_processes(self):
        self._create_running_lead(partner_id=self.client.id)
        client = self.client.with_user(self.sally)
        self.assertEqual(client.case_count, 1)
        cases = self.env["crm.process.case"].search(
            client.action_open_cases()["domain"]
        )
        self.assertEqual(len(cases), 1)

    def test_stock_forms_open_without_process_rights(self):
        clerk = self._create_user("clerk", "base.group_partner_manager")
        Form(self.client.with_user(clerk))
        biller = self._create_user("biller", "account.group_account_invoice")
        lead = self._create_running_lead(partner_id=self.client.id)
        order = self.env["sale.order"].create(
            {"partner_id": self.client.id, "opportunity_id": lead.id}
        )
        Form(order.with_user(biller))
