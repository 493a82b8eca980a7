from odoo.tests import tagged

from .portal_common import PortalCase

NAMES = {"todo": "We prepare a proposal", "doing": "We work", "done": "It is done"}


@tagged("post_install", "-at_install")
class TestPortalRoute(PortalCase):
    """The client sees where his matter stands, in words that are meant for him."""

    def _name_stages(self, **names):
        for code, name in (NAMES | names).items():
            getattr(self, code).client_name = name

    def _get_route(self):
        return [(step.name, step.status) for step in self.case._get_client_route()]

    def test_route_says_what_is_done_what_is_now_and_what_is_next(self):
        self._name_stages()
        self.case.stage_id = self.doing
        self.assertEqual(
            self._get_route(),
            [
                ("We prepare a proposal", "done"),
                ("We work", "now"),
                ("It is done", "next"),
            ],
        )

    def test_stage_without_a_name_is_hidden(self):
        self._name_stages(doing=False)
        self.case.stage_id = self.doing
        self.assertEqual(
            self._get_route(),
            [("We prepare a proposal", "now"), ("It is done", "next")],
        )

    def test_stages_of_one_name_are_one_step(self):
        self._name_stages(doing="We prepare a proposal")
        self.case.stage_id = self.doing
        self.assertEqual(
            self._get_route(),
            [("We prepare a proposal", "now"), ("It is done", "next")],
        )

    def test_what_is_reached_bears_its_date_and_what_is_next_none(self):
        self._name_stages()
        route = self.case._get_client_route()
        self.assertEqual([bool(step.date) for step in route], [True, False, False])

    def test_step_back_is_shown_as_it_is(self):
        self._name_stages()
        self.case.stage_id = self.doing
        self.case._move_along(self.rework, text="Again")
        self.assertEqual(
            [status for _name, status in self._get_route()], ["now", "next", "next"]
        )

    def test_end_of_the_matter_leaves_nothing_to_come(self):
        self._name_stages()
        self.case.stage_id = self.doing
        self.case.stage_id = self.done
        self.assertEqual({status for _name, status in self._get_route()}, {"done"})

    def test_bad_end_is_shown_to_nobody_whose_matter_did_not_come_to_it(self):
        self._name_stages()
        self.refused.client_name = "It came to nothing"
        self.assertNotIn("It came to nothing", dict(self._get_route()))

    def test_name_for_clients_is_given_on_a_running_map(self):
        self.assertEqual(self.template.state, "active")
        self.todo.with_user(self.designer).client_name = "We prepare"
        self.assertEqual(self._get_route(), [("We prepare", "now")])

    def test_route_stands_on_the_page(self):
        self._name_stages()
        paper = self._send_paper()
        page = self._open(paper).text
        self.assertIn("Where your matter stands", page)
        self.assertIn('aria-current="step"', page)
        self.assertNotIn(self.template.name + "<", page)

    def test_without_names_there_is_no_route_on_the_page(self):
        paper = self._send_paper()
        self.assertNotIn("Where your matter stands", self._open(paper).text)
