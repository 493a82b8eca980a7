from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestDesignerWidgets(HttpCase):
    """The own tests (hoot) of what a designer edits with pass in a browser."""

    def _run_suite(self, name):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            f"&filter=%40crm_process_automation%2F{name}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )

    def test_properties_are_edited_on_the_process(self):
        self._run_suite("properties_definition")

    def test_parts_are_dragged_and_added(self):
        self._run_suite("process_parts")
