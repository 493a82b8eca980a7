from . import crm_process_report_mixin
from . import crm_process_percentile_mixin
from . import crm_process_task_report
from . import crm_process_reaction_report
from . import digest_digest
from . import crm_process_assignment_report
