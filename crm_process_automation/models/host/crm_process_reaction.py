from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

BATCH = 1000
# A call may be written down later than it was made: so long is looked again.
SETTLED_AFTER = timedelta(days=30)


class CrmProcessReaction(models.Model):
    """The first thing that somebody did about a request, and how long it took.

    Written from what is in the database anyway, so that nothing that people do gets
    slower; the working hours are those of whoever reacted.
    """

    _name = "crm.process.reaction"
    _description = "First Reaction to a Request"
    _inherit = ["crm.process.access.mixin"]
    _order = "date desc, id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one(
        "crm.lead", string="Request", required=True, readonly=True, ondelete="cascade"
    )
    date = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one("res.users", string="Who Reacted", readonly=True)
    kind = fields.Selection(
        [("message", "Message or note"), ("move", "Move"), ("task", "Task done")],
        required=True,
        readonly=True,
    )
    working_hours = fields.Float(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)

    _lead_unique = models.UniqueIndex(
        "(lead_id)", "The first reaction to this request is written down already."
    )

    # === HOOKS === #

    @api.model
    def _get_access_links(self):
        return ["lead_id"]

    @api.model
    def _get_human_actions(self):
        """Return queries for (date, user_id, kind) of what people did about `lead`.

        Another kind of action adds its own query, with `selection_add` for its kind.
        Whether the user is a person of the house is asked for all of them together.
        """
        return [
            self._get_human_messages(),
            SQL(
                """
                SELECT move.date, move.user_id, 'move'
                  FROM crm_process_move move
                 WHERE move.lead_id = lead.id AND move.kind NOT IN ('start', 'version')
                """
            ),
            SQL(
                """
                SELECT task.date_done, task.done_by_id, 'task'
                  FROM crm_process_task task
                 WHERE task.lead_id = lead.id AND task.state = 'done'
                """
            ),
        ]

    @api.model
    def _get_human_messages(self):
        """Messages, notes, answers by e-mail and activities that were done.

        What a rule posts is a notification or an automated comment, and is left out.
        """
        return SQL(
            """
            SELECT message.date, author.id, 'message'
              FROM mail_message message
              JOIN res_users author ON author.partner_id = message.author_id
             WHERE message.model = 'crm.lead' AND message.res_id = lead.id
               AND (message.message_type IN ('comment', 'email_outgoing')
                    OR message.mail_activity_type_id IS NOT NULL
                    OR message.message_type = 'email'
                       AND message.parent_id IS NOT NULL)
            """
        )

    # === BUSINESS METHODS === #

    @api.model
    def _cron_note(self):
        """Write down the reactions that are new, batch by batch."""
        progress, noted = self.env["ir.cron"], BATCH
        while noted == BATCH:
            noted = self._note()
            if not progress._commit_progress(noted):
                break

    @api.model
    def _note(self, limit=BATCH):
        """Write down the first reactions that are not known yet; return how many."""
        rows = self._find_new(limit)
        if not rows:
            return 0
        clock = self.env["crm.process.clock"]._wind()
        # sudo: whose request it is, and whose hours count, is no secret here
        leads, users = self.env["crm.lead"].sudo(), self.env["res.users"].sudo()
        leads, users = (
            leads.browse(row[0] for row in rows),
            users.browse(row[2] for row in rows),
        )
        values = []
        for (_id, date, _user, kind), lead, user in zip(
            rows, leads, users, strict=True
        ):
            company = lead.company_id or user.company_id
            hours = clock.measure(lead.create_date, date, user, company)
            values.append(
                (lead.id, date, user.id, kind, hours, lead.company_id.id or None)
            )
        self._store(values)
        return len(rows)

    @api.model
    def _find_new(self, limit):
        """Return (request, date, user, kind) of reactions that are not known yet."""
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                SELECT lead.id, action.date, action.user_id, action.kind
                  FROM crm_lead lead
             LEFT JOIN crm_process_reaction known ON known.lead_id = lead.id
                  JOIN LATERAL (
                       SELECT action.date, action.user_id, action.kind
                         FROM (%(actions)s) AS action (date, user_id, kind)
                         JOIN res_users person ON person.id = action.user_id
                        WHERE action.date > lead.create_date
                          AND person.share IS NOT TRUE AND person.id <> %(robot)s
                     ORDER BY action.date, action.kind DESC, action.user_id
                        LIMIT 1
                       ) action ON TRUE
                 WHERE known.id IS NULL
                    OR known.date > action.date AND lead.create_date > %(since)s
              ORDER BY lead.id DESC
                 LIMIT %(limit)s
                """,
                actions=SQL(" UNION ALL ").join(self._get_human_actions()),
                robot=SUPERUSER_ID,
                since=fields.Datetime.now() - SETTLED_AFTER,
                limit=limit,
            )
        )

    @api.model
    def _store(self, values):
        """Write the rows down; an earlier reaction takes the place of a later one."""
        self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_process_reaction
                            (lead_id, date, user_id, kind, working_hours, company_id)
                     VALUES %s
                ON CONFLICT (lead_id) DO UPDATE
                        SET date = EXCLUDED.date, user_id = EXCLUDED.user_id,
                            kind = EXCLUDED.kind,
                            working_hours = EXCLUDED.working_hours
                RETURNING id
                """,
                SQL(", ").join(SQL("%s", row) for row in values),
            )
        )
        self.invalidate_model()
