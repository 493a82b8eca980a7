from . import crm_process_verdict
from . import crm_process_verdict_mixin
from . import crm_lead_lost
from . import crm_process_pipeline_line
from . import crm_process_pipeline
from . import crm_process_bulk
from . import crm_process_bulk_verb
