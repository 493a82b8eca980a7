import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Process extends models.Model {
    stage_ids = fields.One2many({relation: "stage", relation_field: "process_id"});

    _records = [{id: 1, stage_ids: [1, 2]}];
    _views = {
        form: /* xml */ `
            <form>
                <field name="stage_ids" widget="process_parts">
                    <list>
                        <field name="sequence" widget="handle"/>
                        <field name="name"/>
                    </list>
                </field>
            </form>`,
    };
}

class Stage extends models.Model {
    name = fields.Char();
    sequence = fields.Integer();
    inputs = fields.Char();
    process_id = fields.Many2one({relation: "process"});

    _records = [
        {id: 1, name: "Talk", sequence: 10, process_id: 1},
        {id: 2, name: "Contract", sequence: 20, process_id: 1},
    ];
    _views = {
        form: /* xml */ `
            <form><field name="name"/><field name="inputs"/></form>`,
    };
}

defineMailModels();
defineModels([Process, Stage]);

test("stages that were dragged stay there when another one is added", async () => {
    let saved = false;
    onRpc("process", "web_save", ({args}) => {
        saved = args[1].stage_ids;
    });
    await mountView({type: "form", resModel: "process", resId: 1});
    await contains(".o_data_row:eq(1) .o_row_handle").dragAndDrop(".o_data_row:eq(0)");
    await contains(".o_field_x2many_list_row_add a").click();
    await contains(".modal .o_field_widget[name=name] input").edit("Event");
    await contains(".modal .o_form_button_save").click();
    expect(queryAllTexts(".o_data_row")).toEqual(["Contract", "Talk", "Event"]);
    await contains(".o_form_button_save").click();
    expect(saved.slice(0, 2)).toEqual([
        [1, 2, {sequence: 10}],
        [1, 1, {sequence: 11}],
    ]);
    expect(saved[2][2].name).toBe("Event");
});
