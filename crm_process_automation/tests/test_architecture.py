import ast
from collections import defaultdict
from pathlib import Path

from odoo.tests import BaseCase, tagged

ADDON = Path(__file__).parents[1]

# Each folder knows itself and the rows above it, never the rows below.
FLOORS = [
    {"tools"},
    {"models/definition"},
    {"models/runtime"},
    {"models/automation"},
    {"models/host"},
    {"report", "controllers", "wizard"},
]
FLOOR = {folder: floor for floor, row in enumerate(FLOORS) for folder in row}

# Odoo's models that belong to the hosts, although our folders do not define them.
HOSTS = dict.fromkeys(
    ("crm.lead", "crm.stage", "crm.team", "sale.order", "account.move"),
    FLOOR["models/host"],
)
# {file: modules of Odoo that it may import after all, and why it needs them}
ODOO_IN_TOOLS = {}


def get_files():
    """Return [(folder, path, syntax tree)] of every file that has its floor."""
    return [
        (folder, path, ast.parse(path.read_text()))
        for folder in sorted(FLOOR)
        for path in sorted((ADDON / folder).glob("*.py"))
    ]


def get_classes(tree):
    """Return [(names of the model, own names first; names of its fields)]."""
    found = []
    for node in (n for n in ast.walk(tree) if isinstance(n, ast.ClassDef)):
        names, fields = [], set()
        for statement in (s for s in node.body if isinstance(s, ast.Assign)):
            target = statement.targets[0].id
            if target == "_name" or (target == "_inherit" and not names):
                names += [n for n in get_texts(statement.value) if n not in names]
            elif ast.unparse(statement.value).startswith("fields."):
                fields.add(target)
        if names:
            found.append((names[0], fields))
    return found


def get_texts(tree):
    """Return the texts of the code: names of models and fields among them."""
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def get_imports(path, tree):
    """Return the modules that are imported, our own as paths in the add-on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        elif isinstance(node, ast.ImportFrom):
            start = path.parents[node.level - 1].relative_to(ADDON)
            yield (start / (node.module or "").replace(".", "/")).as_posix()


@tagged("post_install", "-at_install")
class TestArchitecture(BaseCase):
    """Knowledge flows one way: tools ← definition ← runtime ← host ← what is shown."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.files = get_files()
        homes, added = defaultdict(set), defaultdict(set)
        classes = [
            (FLOOR[folder], model, fields)
            for folder, _path, tree in cls.files
            for model, fields in get_classes(tree)
        ]
        for floor, model, _fields in classes:
            homes[model].add(floor)
        for floor, model, fields in classes:
            for name in fields:
                # On a model that lives above, the field is an addition from below.
                added[name].add(floor if min(homes[model]) < floor else 0)
        cls.model_floor = HOSTS | {
            name: min(floors)
            for name, floors in homes.items()
            if name.startswith("crm.process.")
        }
        cls.field_floor = {name: min(floors) for name, floors in added.items()}

    def test_every_folder_of_models_has_its_floor(self):
        folders = {f"models/{path.parent.name}" for path in ADDON.glob("models/*/*.py")}
        self.assertLessEqual(folders, set(FLOOR))

    def test_no_folder_names_the_models_below_it(self):
        for folder, path, tree in self.files:
            with self.subTest(file=path.relative_to(ADDON).as_posix()):
                named = {
                    text
                    for text in get_texts(tree)
                    if self.model_floor.get(text, 0) > FLOOR[folder]
                }
                self.assertFalse(named)

    def test_no_folder_names_the_fields_added_below_it(self):
        for folder, path, tree in self.files:
            with self.subTest(file=path.relative_to(ADDON).as_posix()):
                attributes = {
                    node.attr
                    for node in ast.walk(tree)
                    if isinstance(node, ast.Attribute)
                }
                named = {
                    name
                    for name in attributes | set(get_texts(tree))
                    if self.field_floor.get(name, 0) > FLOOR[folder]
                }
                self.assertFalse(named)

    def test_no_folder_imports_from_below_it(self):
        for folder, path, tree in self.files:
            with self.subTest(file=path.relative_to(ADDON).as_posix()):
                from_below = [
                    module
                    for module in get_imports(path, tree)
                    for other in FLOOR
                    if f"{module}/".startswith(f"{other}/")
                    and FLOOR[other] > FLOOR[folder]
                ]
                self.assertFalse(from_below)

    def test_tools_do_without_odoo(self):
        for folder, path, tree in self.files:
            if folder == "tools":
                with self.subTest(file=path.name):
                    modules = {
                        module
                        for module in get_imports(path, tree)
                        if module.split(".")[0] == "odoo"
                    }
                    self.assertFalse(modules - ODOO_IN_TOOLS.get(path.name, set()))
