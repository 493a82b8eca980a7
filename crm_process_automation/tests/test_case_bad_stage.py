from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestCaseBadStage(ProcessCase):
    """A case that is sent to no stage at all stays, and says so."""

    def test_case_is_not_taken_off_the_map(self):
        case = self._create_case(self.sally)
        with self.assertRefused("Autumn fair", "stands at a stage", "choose another"):
            case.stage_id = False
        self.assertEqual(case.stage_id, self.todo)

    def test_case_is_not_sent_to_a_stage_that_is_gone(self):
        case = self._create_case(self.sally)
        gone = self._create_stage("Gone", self._create_template("Other"))
        gone_id = gone.id
        gone.unlink()
        with self.assertRefused("Autumn fair", "not there", "choose another"):
            case.write({"stage_id": gone_id})
        self.assertEqual(case.stage_id, self.todo)

    def test_new_case_is_not_sent_to_a_stage_that_is_gone(self):
        with self.assertRefused("Autumn fair", "not there"):
            self._create_case(self.sally, stage_id=2**31 - 1)
