from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery01(GalleryCase):
    """Request for every new contact."""

    def _get_requests(self, contact):
        return self.env["crm.lead"].search([("partner_id", "=", contact.id)])

    def test_new_contact_brings_a_request(self):
        scenario = self._switch_on(1)
        contact = self.client.create({"name": "Olena"})
        self._end_transaction()
        self.assertDone(scenario)
        request = self._get_requests(contact)
        self.assertEqual(request.name, "Request from Olena")

    def test_request_is_given_to_who_is_named_in_the_settings(self):
        self._switch_on(1, name="Call {name}", person=self.sally)
        contact = self.client.create({"name": "Olena"})
        self._end_transaction()
        request = self._get_requests(contact)
        self.assertEqual((request.name, request.user_id), ("Call Olena", self.sally))

    def test_address_of_a_client_and_a_colleague_are_no_new_contacts(self):
        scenario = self._switch_on(1)
        self.client.create({"name": "Store", "parent_id": self.client.id})
        self._create_user("petro", "sales_team.group_sale_salesman")
        self._end_transaction()
        self.assertFalse(
            self._get_runs(scenario).filtered(lambda run: run.state == "done")
        )
