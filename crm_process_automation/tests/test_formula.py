from odoo.tests import Form, tagged

from .formula_model_common import FormulaCase


@tagged("post_install", "-at_install")
class TestFormula(FormulaCase):
    """A formula calculates with what a deal and its process know."""

    def test_room_of_brick_gives_the_lines_of_the_example(self):
        plaster = self._create_formula(
            "Plaster",
            'choice(wall, "brick", 8.5 kg/m2, "drywall", 0.9 kg/m2) * wall_area',
            "kg",
        )
        bags = self._create_formula("Bags", "pack(plaster, 30 kg)", "pcs")
        rolls = self._create_formula("Rolls", "pack(wall_area, 10.05 * 1.06 m2)", "pcs")
        laminate = self._create_formula(
            "Laminate",
            "pack(length * width * 1.05, 2.13 m2)",
            "pcs",
            length=("properties.room_length", "m"),
            width=("properties.room_width", "m"),
        )
        formulas = self.area | plaster | bags | rolls | laminate
        results = [formula._evaluate(self.lead) for formula in formulas]
        self.assertEqual([result.value for result in results], [66, 561, 19, 7, 15])
        self.assertEqual(
            [result.unit for result in results], ["m2", "kg", "pcs", "pcs", "pcs"]
        )

    def test_formula_about_a_case_reads_its_properties(self):
        case = self.lead.case_id
        result = self._calculate("room_length * room_width", record=case)
        self.assertEqual(result.value, 30)

    def test_fields_and_paths_are_names(self):
        self.lead.expected_revenue = 1000.1
        self.lead.partner_id = self.env["res.partner"].create({"name": "Riverside"})
        self.assertGives("expected_revenue * 5% = 50.005 money", True)
        self.assertGives("partner_id.name = 'riverside'", True)
        self.assertGives("partner_id = 'Riverside'", True)
        self.assertGives("type = 'opportunity'", True)

    def test_choice_of_a_property_is_known_by_key_and_label(self):
        self.assertGives('wall = "brick" and wall = "Цегла"', True)

    def test_zero_is_an_answer_and_an_empty_box_is_none(self):
        self.assertGives("windows + 1", 1)
        self._fill(windows=False)
        self.assertWrong("windows + 1", "“windows” is not filled in")

    def test_unticked_box_is_no(self):
        self.assertGives("if(has_discount, 5%, 0)", 0, "percent")

    def test_deal_without_a_process_lacks_the_value(self):
        lead = self.env["crm.lead"].create({"name": "Stock"})
        lead.case_id.sudo().unlink()
        self.assertWrong("room_length", "not filled in", record=lead)

    def test_formula_of_the_company_comes_before_the_common_one(self):
        self._create_formula("Common", "1", code="rate")
        self._create_formula("Own", "2", code="own").write(
            {"company_id": self.env.company.id, "code": "rate"}
        )
        self.assertGives("rate", 2)

    def test_input_comes_before_a_formula_of_the_same_name(self):
        longer = self._create_formula(
            "Longer", "wall_area + 1 m", "m", wall_area=("room_length", "m")
        )
        self.assertEqual(longer._evaluate(self.lead).value, 6)
        self.area.unlink()
        self.assertEqual(longer._evaluate(self.lead).value, 6)

    def test_code_is_made_of_the_name(self):
        self.assertEqual(
            self._create_formula("Площа стелі", "1").code, "ploshcha_steli"
        )
        self.assertEqual(self._create_formula("Round", "1").code, "round_2")

    def test_error_of_an_inner_formula_names_it(self):
        self._fill(room_height=False)
        self.assertWrong("wall_area + 1 m2", "Area of the walls", "not filled in")

    def test_long_chain_of_formulas_ends_in_words(self):
        for number in range(30):
            before = f"chain_{number - 1} + 1" if number else "1"
            self._create_formula(f"Chain {number}", before, code=f"chain_{number}")
        self.assertGives("chain_7", 8)
        self.assertWrong("chain_29", "nested too deeply")

    def test_wrong_record_is_an_error_and_no_crash(self):
        result = self.area._evaluate(self.env.user.partner_id)
        self.assertTrue(result.is_error)
        self.assertTrue(self.area._evaluate(self.env["crm.lead"]).is_error)

    # === PREVIEW === #

    def test_preview_follows_the_formula_while_it_is_written(self):
        self.designer.group_ids += self.env.ref("sales_team.group_sale_manager")
        form = Form(self.area.with_user(self.designer))
        form.preview_record = f"crm.lead,{self.lead.id}"
        self.assertEqual(form.preview_result, "66 m²")
        self.assertIn("length + width", form.preview_trace)
        form.expression = "length * (width + 1 cm)"
        self.assertEqual(form.preview_result, "30.05 m²")
        form.expression = "length *"
        self.assertIn("cannot be read", form.preview_problem)
        self.assertFalse(form.preview_result)

    def test_preview_reads_no_more_than_the_designer_may(self):
        form = Form(self.area.with_user(self.designer))
        form.preview_record = f"crm.lead,{self.lead.id}"
        self.assertIn("You may not read", form.preview_problem)

    def test_preview_takes_samples_while_no_record_is_chosen(self):
        form = Form(self.area)
        self.assertIn("not filled in", form.preview_problem)
        for number, sample in enumerate(("5", "6,5", "3")):
            with form.variable_ids.edit(number) as line:
                line.sample = sample
        self.assertEqual(form.preview_result, "69 m²")

    def test_trace_is_escaped(self):
        formula = self._create_formula(
            "Words", "if(wall = '<b>', '<i>', '<u>')", "text"
        )
        formula.preview_record = self.lead
        self.assertNotIn("<u>", formula.preview_trace)
        self.assertIn("&lt;u&gt;", formula.preview_trace)
