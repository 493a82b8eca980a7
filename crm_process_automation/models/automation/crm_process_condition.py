from odoo import api, models
from odoo.fields import Domain

from ...tools.blame import All, AnyOf, Leaf, blame, read_polish
from .explanation import Judgement, Line
from .spot import Spot


class CrmProcessCondition(models.AbstractModel):
    """Conditions on a record, one by one: value, verdict, and which are to blame."""

    _name = "crm.process.condition"
    _description = "Conditions in Words"

    # === BUSINESS METHODS === #

    @api.model
    def _judge(self, record, domain, values=None):
        """Return the `Judgement` of `domain` on one record.

        The verdict is that of `filtered_domain`, in full rights as rules ask; the
        values are those that the user of `record` may read.

        :param values: {path: value when the event came}, from the journal
        """
        # Equal conditions are one condition, wherever they stand.
        leaves, verdicts = {}, {}

        def make_leaf(item):
            if not isinstance(item[0], str):
                return All() if item[0] == item[2] else AnyOf()
            key = repr(item)
            if key not in verdicts:
                leaves[key] = item
                verdicts[key] = self._ask(record, item)
            return Leaf(key)

        tree = read_polish(list(Domain(domain)), make_leaf)
        blamed = set(blame(tree, verdicts))
        lines = []
        for depth, word, key in tree.get_outline():
            line = Line(depth, word)
            if key:
                line = self._tell(record, line, leaves[key], values or {})
                holds = verdicts[key] != (word == "not")
                line = line._replace(
                    holds=holds if line.is_open else None, is_blamed=key in blamed
                )
            lines.append(line)
        return Judgement(tree.holds(verdicts), tuple(self._shift(lines)))

    @api.model
    def _ask(self, record, item):
        """Return whether one condition holds; a broken one does not."""
        try:
            # sudo: rules ask in full rights, whoever writes
            return bool(record.sudo().filtered_domain(Domain(*item)))
        except (ValueError, KeyError, TypeError):
            return False

    @api.model
    def _shift(self, lines):
        """Leave out the heading over everything: that all have to hold is clear."""
        if lines and lines[0].word == "all":
            return [line._replace(depth=line.depth - 1) for line in lines[1:]]
        return lines

    @api.model
    def _tell(self, record, line, item, values):
        """Return `line` with one condition in words, and the value of its field."""
        path, operator, value = item
        try:
            spot = Spot(record, path)
        except ValueError as error:
            problem = self.env._("There is no field “%s” any more.", error)
            return line._replace(label=path, problem=problem)
        words = self.env["crm.process.words"]
        line = line._replace(
            label=spot.label,
            demand=words._say_demand(spot, operator, value, line.word == "not"),
            is_open=spot.is_open,
        )
        if not spot.is_open:
            return line._replace(value=self.env._("closed to you"))
        if path in values:
            line = line._replace(value_then=words._say(spot, values[path]))
        return line._replace(value=words._say(spot, spot.get_value()))

    @api.model
    def _say_why(self, line):
        """Return the sentence that blames one condition."""
        if line.problem:
            return line.problem
        if not line.is_open:
            return self.env._("a condition on what is closed to you decides")
        return self.env._(
            "%(field)s is %(value)s, it %(demand)s",
            field=line.label,
            value=line.value,
            demand=line.demand,
        )
