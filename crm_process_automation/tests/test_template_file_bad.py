import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from .file_common import FileCase


@tagged("post_install", "-at_install")
class TestTemplateFileBad(FileCase):
    """A bad file gets a sentence, and leaves nothing behind."""

    def assertNotImported(self, content, *sentences):
        parts = self.template._get_part_models()
        before = {model: self._count(model) for model in [self.template._name, *parts]}
        with mute_logger("odoo.sql_db"), self.assertRefused(*sentences):
            self._import(content)
        for model, count in before.items():
            self.assertEqual(self._count(model), count, model)

    def _count(self, model):
        return self.env[model].with_context(active_test=False).search_count([])

    def test_file_that_is_no_json(self):
        for content in (
            b"",
            b"PK\x03\x04",
            b"\xff\xfe",
            b'{"format": NaN}',
            b"[" * 9**5,
        ):
            with self.subTest(content=content[:8]):
                self.assertNotImported(content, "damaged or of another kind")

    def test_json_that_is_no_process(self):
        for content in (b"[]", b"null", b'"text"', b'{"format": "other"}'):
            with self.subTest(content=content):
                self.assertNotImported(content, "does not hold a process")

    def test_other_schema(self):
        for schema in (2, "1", None, True, [1]):
            content = self._edit(lambda data, schema=schema: data.update(schema=schema))
            with self.subTest(schema=schema):
                self.assertNotImported(content, "another release")

    def test_file_of_ten_megabytes(self):
        self.assertNotImported(b" " * 10 * 1024 * 1024, "larger than 5 MB")

    def test_too_many_parts(self):
        def multiply(data):
            data["parts"]["crm.process.stage"] = [
                {"ref": f"s{n}", "code": f"s{n}", "name": {"en_US": f"S{n}"}}
                for n in range(2001)
            ]

        self.assertNotImported(self._edit(multiply), "more than 2000 parts")

    def test_wrong_types(self):
        for name, value in (
            ("probability", "high"),
            ("probability", True),
            ("is_start", 1),
            ("sequence", 1.5),
            ("name", "Doing"),
            ("name", {"en_US": 5}),
            ("user_id", 7),
            ("code", ["a"]),
            ("instruction", []),
        ):
            with self.subTest(name=name, value=value):
                self.assertNotImported(
                    self._edit_stage(**{name: value}),
                    f"{name}.*wrong kind|{name}.*missing",
                )

    def test_wrong_shapes(self):
        for parts in ([], 5, {"crm.process.stage": {}}, {"crm.process.stage": [7]}):
            content = self._edit(lambda data, parts=parts: data.update(parts=parts))
            with self.subTest(parts=parts):
                self.assertNotImported(content, "wrong kind")

    def test_unknown_fields_and_parts(self):
        self.assertNotImported(
            self._edit_stage(password="x"), "“password” is not known"
        )
        self.assertNotImported(
            self._edit(lambda data: data["parts"].update({"res.users": []})),
            "“res.users”, which is not known",
        )
        self.assertNotImported(
            self._edit(lambda data: data["process"].update(state="active")),
            "“state” is not known",
        )
        self.assertNotImported(self._edit(lambda data: data.update(eval="1")), "“eval”")

    def test_unknown_selection_value(self):
        self.assertNotImported(
            self._edit_stage(time_unit="year"), "time_unit: “year” is no value"
        )

    def test_number_that_no_database_holds(self):
        for name, value in (("sequence", 10**12), ("time_limit", 1e300)):
            with self.subTest(name=name):
                self.assertNotImported(
                    self._edit_stage(**{name: value}), "no value that it can have"
                )

    def test_what_the_database_refuses_is_told_in_its_sentence(self):
        self.assertNotImported(
            self._edit_stage(probability=150), "lies between 0 and 100"
        )
        self.assertNotImported(self._edit_stage(code="to_do"), "cannot share a code")
        self.assertNotImported(self._edit_stage(is_end=True), "needs an outcome")

    def test_missing_name_and_code(self):
        for name in ("name", "code"):
            content = self._edit(lambda data, name=name: data["process"].pop(name))
            with self.subTest(name=name):
                self.assertNotImported(content, f"process, {name}: this is missing")

    def test_arrow_to_a_stage_that_is_not_in_the_file(self):
        content = self._edit(
            lambda data: data["parts"]["crm.process.transition"][0].update(
                to_stage_id="nowhere"
            )
        )
        self.assertNotImported(content, "“nowhere” is not in the file")

    def test_two_parts_of_one_name(self):
        self.assertNotImported(self._edit_stage(ref="to_do"), "called “to_do”")

    def test_process_that_is_its_own_subprocess(self):
        self.assertNotImported(
            self._edit_stage(subprocess_id={"code": "work"}),
            "over and over: work → work",
        )

    def test_hostile_filters(self):
        for domain in (
            "__import__('os').system('true')",
            "[('name', '=', open('/etc/passwd').read())]",
            "[('no_such_field', '=', 1)]",
            "[('user_id.password', 'like', 'a')]x",
            "[" * 4000,
            "-" * 4000 + "1",
            "[('id', 'in', " + "1," * 4000 + ")]",
            "5",
        ):
            content = self._edit(
                lambda data, domain=domain: data["parts"]["crm.process.control"][
                    -1
                ].update(kind="domain", domain=domain)
            )
            with self.subTest(domain=domain[:30]):
                self.assertNotImported(content, "filter of Control point .* cannot be")

    def test_characters_that_nobody_can_read(self):
        for text in ("A\x00B", "A\ud800B", "A\x1bB"):
            with self.subTest(text=text.encode("utf-8", "replace")):
                self.assertNotImported(
                    self._edit_stage(name={"en_US": text}), "cannot be shown"
                )

    def test_text_without_end(self):
        self.assertNotImported(
            self._edit_stage(inputs={"en_US": "a" * 60_000}), "longer than 50000"
        )

    def test_bad_properties(self):
        for definition in (
            {"name": "a", "type": "python"},
            {"name": "a", "type": "char", "onclick": "x"},
            {"name": "a", "type": "selection", "selection": [["x"]]},
            {"name": "a", "type": "selection", "selection": 7},
            {"name": "a", "type": "many2one", "comodel": "no.such.model"},
            {"name": "A b", "type": "char"},
            {"type": "char"},
            {"name": "a", "type": "many2one", "comodel": "res.partner", "domain": "x("},
            7,
        ):
            content = self._edit(
                lambda data, definition=definition: data["process"].update(
                    case_properties_definition=[definition]
                )
            )
            with self.subTest(definition=definition):
                self.assertNotImported(content, "cannot be|wrong kind")

    def test_markup_of_a_stranger_is_cleaned(self):
        content = self._edit_stage(
            instruction={"en_US": "<p>Hi<script>alert(1)</script></p>"},
            name={"en_US": "<img src=x onerror=alert(1)>"},
        )
        stage = self._find(self._import(content)[0], "doing")
        self.assertNotIn("script", str(stage.instruction))

    def test_nothing_is_made_when_the_last_part_is_bad(self):
        def spoil(data):
            data["parts"]["crm.process.control"][-1]["name"] = {"en_US": ""}

        self.assertNotImported(self._edit(spoil), "missing")

    def test_file_with_a_byte_order_mark_is_fine(self):
        content = b"\xef\xbb\xbf" + self._export()
        self.assertEqual(self._import(content)[0].state, "draft")
        self.assertTrue(json.loads(self._export()))
