import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, describe, expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const GUESTS = {name: "guests", string: "Guests", type: "integer"};
const MENU = {
    name: "menu",
    string: "Menu",
    type: "selection",
    selection: [
        ["meat", "Meat"],
        ["fish", "Fish"],
    ],
};

class Process extends models.Model {
    name = fields.Char();
    state = fields.Char();
    definition = fields.Generic({type: "properties_definition"});
    property_choices = fields.Generic({type: "json"});
    property_name = fields.Char();

    _records = [
        {
            id: 1,
            name: "Events",
            state: "draft",
            definition: [GUESTS, MENU],
            property_choices: [["guests", "Guests"]],
            property_name: "place",
        },
        {id: 2, name: "Empty", state: "active", definition: false},
    ];
    _views = {
        form: /* xml */ `
            <form>
                <field name="state" invisible="1"/>
                <field
                    name="definition"
                    widget="process_properties_definition"
                    readonly="state != 'draft'"
                />
                <field name="property_name" widget="process_property_choice"/>
            </form>`,
    };
}

defineMailModels();
defineModels([Process]);

let saved = false;

beforeEach(() => {
    saved = false;
    onRpc("process", "web_save", ({args}) => {
        saved = args[1].definition;
    });
});

async function mountProcess(resId = 1) {
    await mountView({type: "form", resModel: "process", resId});
    await animationFrame();
}

const save = () => contains(".o_form_button_save").click();
const openProperty = (index) =>
    contains(`.o_process_property:eq(${index}) .o_process_property_edit`).click();

test("the properties stand in a list with type and choices", async () => {
    await mountProcess();
    expect(queryAllTexts(".o_process_property_label")).toEqual(["Guests", "Menu"]);
    expect(queryAllTexts(".o_process_property_type")).toEqual(["Integer", "Selection"]);
    expect(queryAllTexts(".o_process_property_details")).toEqual(["", "Meat, Fish"]);
});

test("a live version shows them only", async () => {
    await mountProcess(2);
    expect(".o_process_properties").toHaveText("This process has none.");
    expect(".o_process_property_add").toHaveCount(0);
});

test("a new one is named in Odoo's own editor", async () => {
    await mountProcess();
    await contains(".o_process_property_add").click();
    await animationFrame();
    expect(".o_field_property_definition").toHaveCount(1);
    await contains(".o_field_property_definition_header").edit("Place");
    await save();
    expect(saved).toHaveLength(3);
    expect(saved[2].string).toBe("Place");
    expect(saved[2].type).toBe("char");
    expect(saved[2].name).toMatch(/^new_[0-9a-f]+$/);
});

test("a renamed one keeps its code", async () => {
    await mountProcess();
    await openProperty(0);
    await contains(".o_field_property_definition_header").edit("People");
    await save();
    expect(saved[0]).toEqual({...GUESTS, string: "People", default: ""});
});

async function chooseType(label) {
    await contains(".o_field_property_definition_type input").click();
    await contains(`.o-dropdown-item:contains(${label})`).click();
}

test("one that gets its type back gets its code back", async () => {
    await mountProcess();
    await openProperty(0);
    await chooseType("Checkbox");
    await chooseType("Integer");
    await save();
    expect(saved[0].name).toBe("guests");
});

test("one of another type gets another code", async () => {
    await mountProcess();
    await openProperty(0);
    await chooseType("Checkbox");
    await save();
    expect(saved[0].type).toBe("boolean");
    expect(saved[0].name).toMatch(/^new_/);
    expect("value" in saved[0]).toBe(false);
});

test("a type that needs a value beside it is not offered", async () => {
    await mountProcess();
    await openProperty(0);
    await contains(".o_field_property_definition_type input").click();
    const types = queryAllTexts(".o-dropdown-item");
    expect(types).toInclude("Date");
    expect(types).not.toInclude("HTML");
    expect(types).not.toInclude("Separator");
});

test("a removed one is gone", async () => {
    await mountProcess();
    await contains(".o_process_property_remove:eq(0)").click();
    await save();
    expect(saved).toEqual([MENU]);
});

test("they are dragged to another place", async () => {
    await mountProcess();
    await contains(".o_process_property_handle:eq(1)").dragAndDrop(
        ".o_process_property:eq(0)"
    );
    await save();
    expect(saved.map((property) => property.name)).toEqual(["menu", "guests"]);
});

test("they are moved by the arrows of the editor", async () => {
    await mountProcess();
    await openProperty(1);
    await contains("button[title='Move this Property up']").click();
    await contains(".o_field_property_definition_header").edit("Dishes");
    await save();
    expect(saved.map((property) => property.string)).toEqual(["Dishes", "Guests"]);
});

test("a control point keeps a property that the process has lost", async () => {
    await mountProcess();
    expect(queryAllTexts(".o_field_process_property_choice option")).toEqual([
        "",
        "Guests",
        "place (missing)",
    ]);
    await contains(".o_field_process_property_choice select").select("guests");
    expect(".o_field_process_property_choice select").toHaveValue("guests");
});
