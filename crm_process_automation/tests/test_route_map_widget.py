from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestRouteMapWidget(HttpCase):
    """The widget's own tests (hoot) pass in a browser."""

    def test_widget(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            "&filter=%40crm_process_automation%2Froute_map",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
