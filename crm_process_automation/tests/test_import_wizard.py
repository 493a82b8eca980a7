import json
from base64 import b64encode

from odoo.exceptions import AccessError
from odoo.tests import Form, HttpCase, tagged

from .file_common import FileCase


@tagged("post_install", "-at_install")
class TestImportWizard(FileCase):
    """A designer brings a file, and reads what became of all that is in it."""

    def _open(self, content=None, user=None):
        wizards = self.env["crm.process.import"].with_user(user or self.designer)
        content = self._export() if content is None else content
        return wizards.create({"data_file": b64encode(content)})

    def test_report_shows_what_is_missing_first(self):
        content = self._edit_stage(crm_stage_id={"name": "Nowhere"})
        wizard = self._open(content)
        wizard.action_import()
        kinds = wizard.note_ids.mapped("kind")
        self.assertEqual((kinds[0], kinds[-1]), ("missing", "made"))
        self.assertEqual(wizard.missing_count, 1)
        self.assertIn("“Nowhere” is not here", wizard.note_ids[0].text)

    def test_draft_is_opened(self):
        wizard = self._open()
        wizard.action_import()
        action = wizard.action_open_template()
        self.assertEqual(action["res_id"], wizard.template_id.id)
        self.assertEqual(wizard.template_id.state, "draft")

    def test_form_imports(self):
        form = Form(self.env["crm.process.import"].with_user(self.designer))
        form.data_file = b64encode(self._export())
        wizard = form.save()
        wizard.action_import()
        self.assertEqual(wizard.template_id.version, 2)

    def test_file_must_be_chosen(self):
        wizard = self.env["crm.process.import"].create({})
        with self.assertRefused("Choose a file first"):
            wizard.action_import()

    def test_file_that_arrived_in_pieces(self):
        wizard = self.env["crm.process.import"].create({})
        wizard.data_file = b"abc"
        with self.assertRefused("did not arrive whole"):
            wizard.action_import()

    def test_salesperson_may_not_import(self):
        with self.assertRaises(AccessError):
            self._open(user=self.sally)


@tagged("post_install", "-at_install")
class TestExportDownload(FileCase, HttpCase):
    """“Export” downloads the file."""

    def _download(self, user):
        self.authenticate(user.login, user.login)
        return self.url_open(self.template.action_export_file()["url"])

    def test_designer_downloads_the_file(self):
        response = self._download(self.designer)
        self.assertEqual(json.loads(response.content), json.loads(self._export()))
        self.assertIn("work_v1.json", response.headers["Content-Disposition"])

    def test_salesperson_does_not(self):
        response = self._download(self.sally)
        self.assertNotIn(b"crm_process_automation.process", response.content)
