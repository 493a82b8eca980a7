from odoo import models


class CrmProcessTask(models.Model):
    """What becomes of the face when nobody has to do the task any more."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _close_faces(self):
        """Archive the faces of what was done, remove the others and their meetings."""
        missed = self.filtered(lambda task: task.state != "done")
        if events := missed.event_id.filtered("active"):
            events.write({"active": False})
        tasks = self.filtered(lambda task: task.activity_id.active)
        done = tasks.filtered(lambda task: task.state == "done")
        if done:
            done._tell_of_done()
            for result, group in done.grouped("result").items():
                feedback = {"feedback": result} if result else {}
                group.activity_id.write({"active": False, **feedback})
        if undone := tasks - done:
            undone.activity_id.unlink()

    def _tell_of_done(self):
        """Leave the message of a done activity in the chatters, as Odoo does.

        Odoo posts them one by one; here all records get their first one together, then
        those that have a second one, and so on.
        """
        rest = self.filtered(lambda task: task.activity_id.res_model)
        while rest:
            now = rest.browse().concat(
                *(
                    tasks[0]
                    for tasks in rest.grouped(
                        lambda task: (
                            task.activity_id.res_model,
                            task.activity_id.res_id,
                        )
                    ).values()
                )
            )
            for (model, user), tasks in now.grouped(
                lambda task: (task.activity_id.res_model, task.done_by_id)
            ).items():
                # What closed by itself is told by nobody in particular.
                author = user or self.env.ref("base.user_root")
                tasks._log_done(self.env[model], author.partner_id)
            rest -= now

    def _log_done(self, model, author):
        """Log in the chatters of `model` that the tasks were done, one for a record."""
        bodies = {task.activity_id.res_id: task._describe_done() for task in self}
        messages = model.browse(bodies)._message_log_batch(bodies, author_id=author.id)
        subtype = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_activities")
        message_by_record = dict(zip(bodies, messages, strict=True))
        for kind, tasks in self.grouped(
            lambda task: task.activity_id.activity_type_id
        ).items():
            told = messages.browse().concat(
                *(message_by_record[task.activity_id.res_id] for task in tasks)
            )
            told.write({"mail_activity_type_id": kind.id, "subtype_id": subtype})

    def _describe_done(self):
        """Return what Odoo writes of a done activity."""
        self.ensure_one()
        face = self.activity_id
        return self.env["ir.qweb"]._render(
            "mail.message_activity_done",
            {
                "activity": face,
                "feedback": self.result or False,
                "display_assignee": face.user_id != self.env.user,
            },
            minimal_qcontext=True,
        )
